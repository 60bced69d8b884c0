// A form is sent once, however often it is pressed. The button is not disabled: its value must go along,
// and a slow line must not leave a dead page. After ten seconds it may be tried again.
const PATIENCE = 10000

export function once(page) {
  page.addEventListener('submit', (event) => {
    const form = event.target
    if (form.method !== 'post') return
    const now = Date.now()
    if (now - Number(form.dataset.sentAt || 0) < PATIENCE) {
      event.preventDefault()
      return
    }
    form.dataset.sentAt = now
  })
  // Back brings the page out of the browser's memory with the mark still on it.
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    for (const form of page.querySelectorAll('form[data-sent-at]')) delete form.dataset.sentAt
  })
}
