// One stream for all tabs of a browser: browsers allow six connections to a site, and advisers have seven tabs.
// A tab says what it wants to hear of and where to ask for a stream; tokens live a minute, so each try asks anew.
const RETRY = 3000
const TRIES = 3

const tabs = new Map()
let source = null
let hearing = ''
let failed = 0

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data === 'bye') tabs.delete(port)
    else tabs.set(port, data)
    open()
  }
}

function tell(line) {
  for (const port of tabs.keys()) port.postMessage(line)
}

async function open(again) {
  const wanted = [...new Set([...tabs.values()].flatMap((tab) => tab.topics))].sort().join(' ')
  if (wanted === hearing && !again) return
  if (source) source.close()
  source = null
  hearing = wanted
  if (!wanted) return
  const [{ token }] = tabs.values()
  try {
    const url = new URL(token, self.location)
    url.searchParams.set('topics', wanted)
    const answer = await fetch(url, { credentials: 'same-origin' })
    if (!answer.ok) throw new Error(answer.status)
    const address = (await answer.text()).trim()
    if (wanted !== hearing) return
    listen(address)
  } catch {
    if (wanted === hearing) later()
  }
}

function listen(address) {
  const stream = new EventSource(address)
  source = stream
  stream.onmessage = ({ data }) => {
    if (data !== 'ready') return tell(data)
    // After a gap nobody knows what was missed.
    if (failed) tell('reset')
    failed = 0
  }
  stream.onerror = () => {
    stream.close()
    if (source === stream) later()
  }
}

function later() {
  failed += 1
  if (failed >= TRIES) {
    tell('down')
    hearing = ''
    failed = 0
    return
  }
  setTimeout(() => open(true), RETRY * failed)
}
