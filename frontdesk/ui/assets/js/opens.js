// A choice that asks for more (data-opens: the id of a <details>) unfolds it. Without script one opens it by hand.
export function opens(page) {
  page.addEventListener('change', (event) => {
    const more = event.target.closest('[data-opens]')
    const folded = more && page.getElementById(more.dataset.opens)
    if (folded) folded.open = true
  })
}
