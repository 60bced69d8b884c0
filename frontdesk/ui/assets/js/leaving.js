// A form whose choices would be lost (form[data-asks-before-leaving]): the browser asks before the page is left.
export function leaving(page) {
  const form = page.querySelector('form[data-asks-before-leaving]')
  if (!form) return
  let kept = !page.querySelector('.govuk-error-summary')
  form.addEventListener('change', () => {
    kept = false
  })
  form.addEventListener('submit', () => {
    kept = true
  })
  window.addEventListener('beforeunload', (event) => {
    if (!kept) event.preventDefault()
  })
}
