// The evidence map: shows the table that Python made, tells which number or cell was chosen, and walks with the arrow keys.
// It runs again at every change of data; the table is only set anew when it differs, so that focus and place stay.
const shown = new WeakMap()
const EDGE = 0.7 // what begins below this part of the window is as good as out of sight
let picked = ''

const draw = (box, table) => {
  const held = box.contains(document.activeElement) ? document.activeElement : null
  const mark = held && (held.dataset.k ? ['k', held.dataset.k] : held.dataset.fold ? ['fold', held.dataset.fold] : null)
  const old = box.firstElementChild
  const place = old ? [old.scrollLeft, old.scrollTop] : [0, 0]
  box.innerHTML = table
  box.firstElementChild.scrollTo(...place)
  if (mark) box.querySelector(`[data-${mark[0]}="${CSS.escape(mark[1])}"]`)?.focus({ preventScroll: true })
}

// The answer stands under the map: after a click its beginning comes into view, and the map stays where it can be seen.
const reveal = (tries) => {
  const answer = document.querySelector('[class*="st-key-dwwkaartbalk3"]')
  const main = document.querySelector('[data-testid="stMain"]')
  if (!answer || !main) return tries && setTimeout(reveal, 100, tries - 1)
  const below = answer.getBoundingClientRect().top - window.innerHeight * EDGE
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  if (below > 0) main.scrollBy({ top: below, behavior: still ? 'auto' : 'smooth' })
}

const walk = (event) => {
  event.stopPropagation()
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key]
  const here = event.target.closest('td, th')
  if (!step || !here) return
  const table = here.closest('table')
  const to = table.rows[here.parentElement.rowIndex + step[0]]?.cells[here.cellIndex + step[1]]
  const next = to?.querySelector('button')
  if (!next) return
  event.preventDefault()
  next.focus()
}

export default ({ data, parentElement, setTriggerValue }) => {
  const box = parentElement.querySelector('.dww-map')
  if (shown.get(parentElement) !== data.table) {
    draw(box, data.table)
    shown.set(parentElement, data.table)
  }
  const cell = data.chosen.split('|')[0]
  box.querySelectorAll('button[data-k]').forEach((button) => {
    button.setAttribute('aria-pressed', String(button.dataset.k === data.chosen))
    button.closest('td').classList.toggle('dww-chosen', cell !== '' && button.dataset.k.split('|')[0] === cell)
  })
  if (picked && picked === data.chosen) {
    picked = ''
    setTimeout(reveal, 100, 20)
  }
  parentElement.querySelector('.dww-maplink').textContent = `${data.address}: ${window.location.href}`
  box.onclick = (event) => {
    const fold = event.target.closest('button[data-fold]')
    if (fold) return setTriggerValue('fold', fold.dataset.fold)
    const hit = event.target.closest('button[data-k]') ?? event.target.closest('td')?.querySelector('button[data-k]')
    if (!hit || hit.dataset.k === data.chosen) return
    picked = event.detail ? hit.dataset.k : '' // by mouse or finger; who uses the keyboard keeps the place
    setTriggerValue('pick', hit.dataset.k)
  }
  box.onkeydown = walk
}
