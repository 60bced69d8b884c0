// Lists that one has opened to watch: <div data-live="topic …" data-live-src="/fragment/">, with a pause button.
// News is only `topic:sequence`; what changed is fetched by the page itself. The body says where news comes from:
// data-live-worker (one stream for all tabs of this browser) or, where that can't be had, data-live-poll.
const EVERY = 15000

export function live(page) {
  const lists = [...page.querySelectorAll('[data-live][data-live-src]')]
  if (!lists.length) return
  const topics = [...new Set(lists.flatMap((list) => list.dataset.live.split(/\s+/)))]
  const known = new Map()
  for (const list of lists) offerPause(page, list)
  listen(page.body.dataset, topics, (topic, sequence) => {
    const before = known.get(topic)
    if (before !== undefined && sequence <= before) return
    known.set(topic, sequence)
    // The first number only says where we start: the page is as fresh as that.
    if (before === undefined) return
    for (const list of lists) if (list.dataset.live.split(/\s+/).includes(topic)) renew(list)
  })
}

function listen(where, topics, tell) {
  const hear = (line) => {
    const cut = line.lastIndexOf(':')
    tell(line.slice(0, cut), Number(line.slice(cut + 1)))
  }
  if (where.liveWorker && window.SharedWorker) {
    const worker = new SharedWorker(where.liveWorker)
    worker.port.onmessage = (event) => (event.data === 'down' ? poll(where, topics, hear) : hear(event.data))
    worker.port.postMessage({ topics, url: where.liveUrl, token: where.liveToken })
    return
  }
  poll(where, topics, hear)
}

// Polling asks for lines of `topic:sequence`; not while the page is out of sight, and not all browsers at once.
let polling = false
function poll(where, topics, hear) {
  if (!where.livePoll || polling) return
  polling = true
  const url = new URL(where.livePoll, window.location)
  url.searchParams.set('topics', topics.join(' '))
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

async function renew(list) {
  // Never change what somebody is using or has paused: it is renewed when they let go.
  if (list.dataset.livePaused || list.contains(document.activeElement)) {
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
