// The trace: shows the blocks that Python made, lays the lines between them, and tells which block or line was chosen.
// It runs again at every change of data; the blocks are only set anew when they differ, so that focus and place stay.
const shown = new WeakMap()
const NS = 'http://www.w3.org/2000/svg'
const THINNEST = 1.5

const make = (name, attributes) => {
  const made = document.createElementNS(NS, name)
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value))
  return made
}

// Where the lines of one side of a block lie: one under the other, in the order of where they lead, around its middle.
const piled = (lines, side, other, places, thick) => {
  const at = new Map(), byBlock = new Map()
  lines.forEach((line) => byBlock.set(line[side], [...(byBlock.get(line[side]) ?? []), line]))
  byBlock.forEach((group, key) => {
    group.sort((one, two) => places.get(one[other]).middle - places.get(two[other]).middle)
    let y = places.get(key).middle - group.reduce((sum, line) => sum + thick(line), 0) / 2
    group.forEach((line) => { at.set(line.k, y); y += thick(line) })
  })
  return at
}

const ribbon = (x0, y0, x1, y1, high) => {
  const half = (x0 + x1) / 2
  return `M${x0} ${y0}C${half} ${y0} ${half} ${y1} ${x1} ${y1}v${high}C${half} ${y1 + high} ${half} ${y0 + high} ${x0} ${y0 + high}z`
}

const lay = (flow, data) => {
  const svg = flow.querySelector('svg'), edge = flow.getBoundingClientRect(), places = new Map()
  flow.querySelectorAll('button').forEach((block) => {
    const box = block.getBoundingClientRect()
    places.set(block.dataset.k, { left: box.left - edge.left, right: box.right - edge.left, middle: (box.top + box.bottom) / 2 - edge.top })
  })
  const thick = (line) => Math.max(THINNEST, line.n * data.unit)
  const starts = piled(data.lines, 'a', 'b', places, thick), ends = piled(data.lines, 'b', 'a', places, thick)
  svg.replaceChildren(...data.lines.map((line) => {
    const path = ribbon(places.get(line.a).right, starts.get(line.k), places.get(line.b).left, ends.get(line.k), thick(line))
    const told = make('g', { class: `dww-flowline ${line.c}${line.open ? ' dww-open' : ''}${line.on ? ' dww-on' : ''}`, 'data-k': line.k })
    const title = make('title', {})
    title.textContent = line.says
    told.append(title, make('path', { d: path, class: 'dww-flowhit' }), make('path', { d: path }))
    return told
  }))
  svg.classList.toggle('dww-chosen', data.chosen !== '')
}

const walk = (event) => {
  event.stopPropagation()
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
  const here = event.target.closest('button[data-k]')
  if (!step || !here) return
  const columns = [...here.closest('.dww-flow').querySelectorAll('.dww-flowcolumn')].map((each) => [...each.querySelectorAll('button')])
  const column = columns.findIndex((each) => each.includes(here))
  const near = (block) => Math.abs(block.getBoundingClientRect().top - here.getBoundingClientRect().top)
  const next = step[0] ? [...(columns[column + step[0]] ?? [])].sort((one, two) => near(one) - near(two))[0]
    : columns[column][columns[column].indexOf(here) + step[1]]
  if (!next) return
  event.preventDefault()
  next.focus()
}

export default ({ data, parentElement, setTriggerValue }) => {
  const box = parentElement.querySelector('.dww-flowbox'), held = shown.get(parentElement) ?? {}
  if (held.body !== data.body) {
    const key = box.contains(document.activeElement) ? document.activeElement.dataset.k : ''
    box.innerHTML = data.body
    held.watch?.disconnect()
    held.body = data.body
    held.watch = new ResizeObserver(() => lay(box.firstElementChild, held.data))
    if (key) box.querySelector(`button[data-k="${CSS.escape(key)}"]`)?.focus({ preventScroll: true })
  }
  held.data = data
  shown.set(parentElement, held)
  const flow = box.firstElementChild
  flow.querySelectorAll('button').forEach((block) => block.setAttribute('aria-pressed', String(block.dataset.k === data.chosen)))
  held.watch.observe(flow)
  lay(flow, data)
  box.onclick = (event) => {
    const hit = event.target.closest('[data-k]')
    if (hit) setTriggerValue('pick', hit.dataset.k)
  }
  box.onkeydown = walk
}
