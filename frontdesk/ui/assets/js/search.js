// Results while typing: <form data-live-search data-live-target="results">. The server answers the same address
// with `fragment=1` by the list alone. Enter and no script send the form as ever.
const PAUSE = 150

export function search(page) {
  for (const form of page.querySelectorAll('form[data-live-search]')) watch(page, form)
}

function watch(page, form) {
  const target = page.getElementById(form.dataset.liveTarget)
  const field = form.querySelector('input[type=search]')
  if (!target || !field) return
  let timer = 0
  let asking = null
  let shown = field.value
  field.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE)
  })
  field.addEventListener('keydown', (event) => step(event, target, -1))
  target.addEventListener('keydown', (event) => step(event, target, 0, field))

  async function ask() {
    if (field.value === shown) return
    shown = field.value
    if (asking) asking.abort()
    asking = new AbortController()
    const words = new URLSearchParams([...new FormData(form), ['fragment', '1']])
    try {
      const answer = await fetch(...said(form, words, asking.signal))
      if (answer.ok && !answer.redirected) target.innerHTML = await answer.text()
    } catch {
      // Cut off by the next letter, or no line: the form itself still works.
    }
  }
}

// As the form says it: names typed at the desk stand in the body, never in an address.
function said(form, words, signal) {
  const url = new URL(form.action)
  if (form.method === 'post') return [url, { method: 'POST', body: words, signal, credentials: 'same-origin' }]
  url.search = words
  return [url, { signal, credentials: 'same-origin' }]
}

// Arrow keys walk through the results and back to the field.
function step(event, target, from, field) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const results = [...target.querySelectorAll('[data-result]')]
  const here = from < 0 ? from : results.indexOf(event.target.closest('[data-result]'))
  const next = here + (event.key === 'ArrowDown' ? 1 : -1)
  const wanted = next < 0 ? field : results[next]
  if (!wanted) return
  event.preventDefault()
  wanted.focus()
}
