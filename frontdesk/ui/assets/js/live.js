// Lists that one has opened to watch: <div data-live="topic …" data-live-src="/fragment/">, with a pause button.
// News is only `topic:sequence`; what changed is fetched by the page itself. The body says where news comes from:
//   data-live-token   answers the address of a stream for `?topics=…` (one stream for all tabs, by data-live-worker)
//   data-live-poll    answers lines of `topic:sequence` for `?topics=…`, asked where no stream can be had
const EVERY = 15000
// However much news there is, a list is fetched no more often.
const REST = 5000

export function live(page) {
  const lists = [...page.querySelectorAll('[data-live][data-live-src]')]
  if (!lists.length) return
  const where = page.body.dataset
  const topics = [...new Set(lists.flatMap(topicsOf))]
  const renewed = (topic) => lists.forEach((list) => (!topic || topicsOf(list).includes(topic)) && renew(list))
  for (const list of lists) offerPause(page, list)
  if (!stream(where, topics, renewed)) poll(where, topics, renewed)
}

function topicsOf(list) {
  return list.dataset.live.split(/\s+/)
}

// Each line of a stream is news. `reset` says that some may have been missed.
function stream(where, topics, renewed) {
  if (!where.liveToken || !where.liveWorker || !window.SharedWorker) return false
  const worker = new SharedWorker(where.liveWorker)
  worker.port.onmessage = ({ data }) => {
    if (data === 'down') poll(where, topics, renewed)
    else renewed(data === 'reset' ? '' : data.slice(0, data.lastIndexOf(':')))
  }
  const join = () => worker.port.postMessage({ topics, token: where.liveToken })
  window.addEventListener('pagehide', () => worker.port.postMessage('bye'))
  window.addEventListener('pageshow', ({ persisted }) => persisted && join())
  join()
  return true
}

// Polling compares: the first answer only says where we start, for the page is as fresh as that.
// Not while the page is out of sight, and not all browsers at once.
let polling = false
function poll(where, topics, renewed) {
  if (!where.livePoll || polling) return
  polling = true
  const known = new Map()
  const url = new URL(where.livePoll, window.location)
  url.searchParams.set('topics', topics.join(' '))
  const hear = (line) => {
    const cut = line.lastIndexOf(':')
    const [topic, sequence] = [line.slice(0, cut), Number(line.slice(cut + 1))]
    const before = known.get(topic)
    known.set(topic, sequence)
    if (before !== undefined && sequence > before) renewed(topic)
  }
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(url, { credentials: 'same-origin' })
        if (answer.ok) (await answer.text()).split('\n').filter(Boolean).forEach(hear)
      } catch {
        // No line just now; the next turn asks again.
      }
    }
    setTimeout(ask, EVERY * (0.8 + Math.random() * 0.4))
  }
  ask()
}

function renew(list) {
  if (list.dataset.liveSoon) return
  list.dataset.liveSoon = '1'
  const rest = Math.max(0, Number(list.dataset.liveAt || 0) + REST - Date.now())
  setTimeout(() => {
    delete list.dataset.liveSoon
    list.dataset.liveAt = Date.now()
    fetchAnew(list)
  }, rest)
}

async function fetchAnew(list) {
  // Never change what somebody is using, has ticked or has paused: it is renewed when they let go.
  const used = list.contains(document.activeElement) || list.querySelector('input:checked')
  if (list.dataset.livePaused || used) {
    list.dataset.liveStale = '1'
    return
  }
  delete list.dataset.liveStale
  try {
    const answer = await fetch(list.dataset.liveSrc, { credentials: 'same-origin' })
    if (answer.ok && !answer.redirected) list.innerHTML = await answer.text()
  } catch {
    list.dataset.liveStale = '1'
  }
}

function offerPause(page, list) {
  list.addEventListener('focusout', () => setTimeout(() => list.dataset.liveStale && renew(list)))
  const button = page.querySelector(`[data-live-pause="${CSS.escape(list.id)}"]`)
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => {
    const paused = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(paused))
    if (paused) list.dataset.livePaused = '1'
    else {
      delete list.dataset.livePaused
      renew(list)
    }
  })
}
