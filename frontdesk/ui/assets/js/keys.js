// Single keys (WCAG 2.1.4): only what the page was given (a person who switched them off gets a page without
// data-key), never while typing, never with another key held down.
import { inTurn } from './turns.js'

const TYPING = 'input:not([type=radio],[type=checkbox],[type=button],[type=submit]),textarea,select,[contenteditable]'

export function keys(page) {
  if (!page.querySelector('[data-key]')) return
  page.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key.length !== 1 || event.target.closest(TYPING)) return
    const dialog = page.querySelector('dialog[open]')
    const wanted = [...(dialog || page).querySelectorAll(`[data-key="${CSS.escape(event.key)}"]`)].find(inTurn)
    if (!wanted) return
    event.preventDefault()
    press(wanted)
  })
  page.addEventListener('click', (event) => {
    if (!event.target.closest('[data-shows-keys]')) return
    const dialog = page.getElementById('fd-keys')
    if (!dialog || !dialog.showModal) return
    event.preventDefault()
    fill(page, dialog)
    dialog.showModal()
  })
}

function press(wanted) {
  if (wanted.matches(TYPING)) {
    wanted.focus()
    if (wanted.select) wanted.select()
    return
  }
  unfold(wanted)
  wanted.focus()
  wanted.click()
  wanted.dispatchEvent(new CustomEvent('keyed', { bubbles: true }))
}

// What a key chooses must be seen.
function unfold(wanted) {
  const folded = wanted.closest('details')
  if (folded) folded.open = true
}

// The list of keys is read off the page, so it can't say anything that is not so.
function fill(page, dialog) {
  const rows = [...page.querySelectorAll('[data-key]')].filter(inTurn).map((element) => {
    const row = page.createElement('tr')
    row.className = 'govuk-table__row'
    const key = page.createElement('th')
    key.scope = 'row'
    key.className = 'govuk-table__header'
    const cap = page.createElement('kbd')
    cap.className = 'fd-key'
    cap.textContent = element.dataset.key
    key.append(cap)
    const what = page.createElement('td')
    what.className = 'govuk-table__cell'
    what.textContent = element.dataset.keyDoes || element.getAttribute('aria-label') || element.textContent.trim()
    row.append(key, what)
    return row
  })
  dialog.querySelector('tbody').replaceChildren(...rows)
}
