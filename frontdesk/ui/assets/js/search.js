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
    const url = new URL(form.action)
    url.search = new URLSearchParams([...new FormData(form), ['fragment', '1']])
    try {
      const answer = await fetch(url, { signal: asking.signal, credentials: 'same-origin' })
      if (answer.ok && !answer.redirected) target.innerHTML = await answer.text()
    } catch {
      // Cut off by the next letter, or no line: the form itself still works.
    }
  }
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
