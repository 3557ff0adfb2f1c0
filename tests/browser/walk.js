// Walks with the Tab key: notes each stop with its place and whether its look changes, and tells at the end what is amiss.
() => {
  const style = document.createElement('style')
  style.textContent = '*, *::before, *::after { transition: none !important; animation: none !important }'
  document.head.append(style)
  const deep = (root) => [...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
  const up = (e) => e && (e.parentElement ?? e.getRootNode().host)
  const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0
  const said = (e) => `${e.tagName} ${(e.ariaLabel || e.innerText || e.title || '').trim().slice(0, 40)}`
  const look = (e) => [e, up(e), up(up(e)), up(up(up(e))), e.nextElementSibling, e.previousElementSibling, e.firstElementChild]
    .filter((part) => part).map((part) => { const s = getComputedStyle(part)
      return [s.outlineStyle === 'none' ? '' : s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor] }).join('|')
  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflow) && (e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth)
  // The place of a stop in every box that scrolls around it, so that scrolling does not move it; a stuck head stays where it is.
  const place = (e) => { const found = new Map(); let at = e, stuck = false
    const note = (box, x, y) => { const r = at.getBoundingClientRect()
      found.set(box, { l: r.x + x, t: r.y + y, r: r.right + x, b: r.bottom + y }) }
    for (let box = e; box; box = up(box)) {
      if (box !== e && scrolls(box)) { note(box, stuck ? 0 : box.scrollLeft, box.scrollTop); at = box; stuck = false }
      stuck ||= getComputedStyle(box).position === 'sticky' }
    note(document, 0, 0)
    return found }
  const part = (e) => ['[data-testid="stHeader"]', '[data-testid="stSidebar"]'].findIndex((name) => e.closest(name))
  const calm = new Map(deep(document.body).filter((e) => e.tabIndex >= 0 && !e.matches(':disabled') && shown(e)).map((e) => [e, look(e)]))
  const stops = new Map()
  const walk = { done: false, first: '' }
  window.walk = walk
  const active = () => { let e = document.activeElement; while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e }
  const noted = () => queueMicrotask(() => { const e = active()
    if (stops.has(e)) { walk.done ||= stops.size > 5 && e === [...stops.keys()][0]; return }
    stops.set(e, { place: place(e), look: look(e) })
    walk.first ||= said(e) })
  for (const root of [document, ...deep(document.body).flatMap((e) => e.shadowRoot ?? [])]) root.addEventListener('focusin', noted)
  const against = ([a, one], [b, other]) => {
    if (part(a) !== part(b)) return false
    const box = [...one.place.keys()].find((each) => other.place.has(each)), p = one.place.get(box), q = other.place.get(box)
    const beside = Math.min(p.b, q.b) - Math.max(p.t, q.t) > 0.5 * Math.min(p.b - p.t, q.b - q.t)
    return (q.b <= p.t + 1 && q.l <= p.l) || (beside && q.r <= p.l + 1) }
  // One stop is enough for a group of which the arrow keys reach the rest.
  const grouped = (e) => { const group = e.closest('[role="radiogroup"]'); return group && [...stops.keys()].some((stop) => group.contains(stop)) }
  walk.missed = () => [...calm.keys()].filter((e) => e.isConnected && !stops.has(e) && !grouped(e)).map(said)
  walk.wrong = () => { const all = [...stops].filter(([e]) => e !== document.body)
    return all.slice(1).filter((next, at) => against(all[at], next)).map(([e]) => said(e)) }
  walk.unseen = async () => { const found = []
    for (const [e, stop] of stops) {
      if (calm.get(e) !== stop.look || !e.isConnected) continue
      e.focus(); await new Promise((done) => setTimeout(done, 120))
      if (look(e) === calm.get(e)) found.push(said(e)) }
    return found }
}
