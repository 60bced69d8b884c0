// A form about several matters (form[data-turns]): single keys set the one in turn, which is marked. A key that
// completes a matter moves on to the next, and the focus goes along so that it is heard; arrow keys and the mouse never
// move anybody. Whoever goes to another matter makes it the one in turn.
export function turns(page) {
  const form = page.querySelector('form[data-turns]')
  if (!form) return
  const all = [...form.querySelectorAll('[data-turn]')]
  const take = (turn) => {
    for (const each of all) mark(each, each === turn)
  }
  take(all.find(isOpen) || all[0])
  form.addEventListener('focusin', (event) => {
    const turn = event.target.closest('[data-turn]')
    if (turn) take(turn)
  })
  form.addEventListener('keyed', (event) => {
    const turn = event.target.closest('[data-turn]')
    if (!turn || isOpen(turn)) return
    const next = all.find(isOpen)
    const to = next ? next.querySelector('h2') : form.querySelector('[data-turns-end]')
    to.focus()
  })
}

// Whether a key is in force here: outside all turns, or in the one that is on.
export function inTurn(element) {
  const turn = element.closest('[data-turn]')
  return !turn || turn.dataset.turn === 'now'
}

function mark(turn, on) {
  turn.dataset.turn = on ? 'now' : ''
  for (const each of turn.querySelectorAll('[data-key]')) {
    if (on) each.setAttribute('aria-keyshortcuts', each.dataset.key)
    else each.removeAttribute('aria-keyshortcuts')
  }
}

// Whether a question that is asked has no answer yet. One that is folded away is asked by the choice that opens it.
function isOpen(turn) {
  return [...turn.querySelectorAll('fieldset')].some((question) => {
    const folded = question.closest('details')
    const asked = !folded || turn.querySelector(`[data-opens="${CSS.escape(folded.id)}"]:checked`)
    return asked && question.querySelector('[type=radio]') && !question.querySelector('[type=radio]:checked')
  })
}
