// The graph of the explorer: a thin wrapper around cytoscape.js that can be used with a mouse, a finger and a keyboard.
// Python -> JS: data = {focus, nodes, edges, kinds, selected, edge, row, t}; the words in t are in the reader's language.
// JS -> Python: trigger "wish" = {what: "select" | "edge" | "expand" | "kinds", value}. Nothing is sent that changes nothing.
import cytoscape from "cytoscape"
import fcose from "cytoscape-fcose"
import { POLYGONS, swatch } from "./shapes.js"

cytoscape.use(fcose)

const pictures = new WeakMap() // parentElement -> {cy, places, focus, cursor, tap, data, send}
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }
const DASHES = { "tegengesproken-door": "dashed", "genuanceerd-door": "dotted", "geen-bewijs-gevonden": "dotted" }
const FEW = 24 // up to so many edges every one carries its label; above that only those of the chosen node
const ROOM = 36
const NARROW = 480 // a picture less wide than this is one on a phone
const LEGIBLE = 0.7 // a smaller zoom than this makes letters too small to read
const LINE = 'fill="none" stroke="currentColor" stroke-width="2"'
const TOOLS = {
  in: `<path d="M8 3v10M3 8h10" ${LINE}/>`,
  out: `<path d="M3 8h10" ${LINE}/>`,
  fit: `<path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" ${LINE}/>`,
}

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches

// A colour of the palette as the page shows it now, light or dark; cytoscape knows no CSS variables.
function colour(root, name) {
  const probe = root.querySelector(".dww-probe")
  probe.style.color = `var(${name}, var(--st-text-color))`
  return getComputedStyle(probe).color
}

function style(root, kinds) {
  const own = getComputedStyle(root.host ?? root)
  const [text, paper] = [colour(root, "--st-text-color"), colour(root, "--st-background-color")]
  const [soft, mark] = [colour(root, "--dww-soft"), colour(root, "--st-primary-color")]
  const font = own.getPropertyValue("--st-font").trim() || "sans-serif"
  const label = { "font-family": font, color: text, "text-background-color": paper, "text-background-opacity": 0.85 }
  const rules = [
    { selector: "node", style: { ...label, label: "data(label)", "font-size": 12, "text-wrap": "wrap", "text-max-width": 130,
      "text-valign": "bottom", "text-margin-y": 4, "text-background-padding": 1, "min-zoomed-font-size": 6,
      width: 26, height: 26, "border-width": 1, "border-color": paper, "overlay-opacity": 0 } },
    { selector: "node[?focus]", style: { width: 40, height: 40, "font-size": 14, "font-weight": "bold" } },
    { selector: "node[?open]", style: { "border-width": 3, "border-style": "double", "border-color": text } },
    { selector: "edge", style: { ...label, width: 1.5, "line-color": soft, "target-arrow-color": soft, opacity: 0.75,
      "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.8, "font-size": 10,
      "text-rotation": "autorotate", "text-background-padding": 1, "min-zoomed-font-size": 7, "overlay-opacity": 0 } },
    { selector: "edge.told", style: { label: "data(label)" } },
    { selector: "edge.near", style: { opacity: 1, width: 2.5 } },
    { selector: ".far", style: { opacity: 0.5 } },
    { selector: "edge.chosen", style: { width: 4, label: "data(label)" } },
    { selector: "node.cursor", style: { "underlay-color": mark, "underlay-opacity": 0.3, "underlay-padding": 8 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-style": "solid", "border-color": mark } },
  ]
  for (const { kind, shape } of kinds) {
    const form = POLYGONS[shape] ? { shape: "polygon", "shape-polygon-points": POLYGONS[shape] } : { shape: "ellipse" }
    rules.splice(1, 0, { selector: `node[kind="${kind}"]`, style: { ...form, "background-color": colour(root, `--dww-k-${kind}`) } })
  }
  return rules
}

function stanceStyle(root, cy) {
  for (const stance of new Set(cy.edges().map((edge) => edge.data("stance")).filter(Boolean))) {
    const line = colour(root, `--dww-r-${stance}`)
    cy.edges(`[stance="${stance}"]`).style({ "line-color": line, "target-arrow-color": line, "line-style": DASHES[stance] ?? "solid" })
  }
}

// Where a new node starts: around a neighbour that has a place already, or around the focus, each in a direction of its own.
// Nothing is left to chance, so that the same address gives the same picture.
function start(cy, node, at, number) {
  const known = node.neighborhood("node").filter((other) => !other.scratch("fresh"))
  const from = known.length ? known[0].position() : { x: 0, y: 0 }
  const angle = (2 * Math.PI * at) / number, far = 90 + 60 * (at % 3)
  return { x: from.x + far * Math.cos(angle), y: from.y + far * Math.sin(angle) }
}

function arrange(kept, fresh) {
  const { cy, data } = kept
  const old = cy.nodes().filter((node) => !node.scratch("fresh"))
  const [first, ...rest] = old.length ? [null, ...fresh] : fresh
  if (first) first.removeScratch("fresh").position({ x: 0, y: 0 })
  rest.forEach((node, at) => node.position(start(cy, node, at, rest.length)))
  const fixed = old.map((node) => ({ nodeId: node.id(), position: { ...node.position() } }))
  const narrow = cy.width() < NARROW
  const options = data.row
    ? { name: "grid", ...(narrow ? { cols: 1 } : { rows: 1 }), fit: true, padding: ROOM, avoidOverlapPadding: narrow ? 40 : 90, animate: false }
    : { name: "fcose", quality: "default", randomize: false, animate: false, nodeDimensionsIncludeLabels: true,
        nodeRepulsion: 9000, idealEdgeLength: 95, packComponents: true, fit: !old.length, padding: ROOM,
        ...(fixed.length ? { fixedNodeConstraint: fixed } : {}) }
  cy.layout(options).run()
  cy.nodes().forEach((node) => { node.removeScratch("fresh"); kept.places.set(node.id(), { ...node.position() }) })
  if (old.length) showAll(cy)
  else if (narrow && !data.row) begin(cy, data.focus)
}

// On a phone the whole may be too small to read: then it begins around the thing in the middle, and a button shows the whole.
function begin(cy, focus) {
  if (cy.zoom() >= LEGIBLE) return
  cy.zoom(LEGIBLE)
  cy.center(cy.getElementById(focus))
}

// Bring everything into view; what is in view already stays where it is.
function showAll(cy) {
  const seen = cy.extent(), all = cy.elements().boundingBox()
  if (all.x1 >= seen.x1 && all.x2 <= seen.x2 && all.y1 >= seen.y1 && all.y2 <= seen.y2) return
  fit(cy)
}

function fit(cy) {
  if (calm()) cy.fit(undefined, ROOM)
  else cy.animate({ fit: { padding: ROOM }, duration: 250 })
}

function fill(kept, root) {
  const { cy, data } = kept
  if (kept.focus !== data.focus) { kept.places.clear(); cy.elements().remove() }
  kept.focus = data.focus
  const wanted = new Map([...data.nodes.map((node) => [node.id, node]), ...data.edges.map((edge) => [edge.id, edge])])
  const fresh = []
  cy.batch(() => {
    cy.elements().filter((element) => !wanted.has(element.id())).remove()
    for (const [id, given] of wanted) {
      const there = cy.getElementById(id)
      if (there.length) { there.data(given); continue }
      const place = kept.places.get(id)
      const [added] = cy.add({ group: given.source ? "edges" : "nodes", data: { ...given }, ...(place ? { position: { ...place } } : {}) })
      if (added.isNode() && !place) { added.scratch("fresh", true); fresh.push(added) }
    }
  })
  cy.style(style(root, data.kinds))
  stanceStyle(root, cy)
  if (fresh.length) arrange(kept, fresh)
  return fresh.length
}

function describe({ cy, data }, node) {
  const word = data.kinds.find(({ kind }) => kind === node.data("kind"))?.label ?? ""
  const number = node.connectedEdges().length
  const ties = (number === 1 ? data.t.tie : data.t.ties).replace("{n}", number)
  return `${node.data("name")}, ${word}, ${ties}`
}

function mark(kept) {
  const { cy, data, cursor } = kept
  cy.batch(() => {
    cy.elements().removeClass("cursor chosen near far told")
    const node = cursor ? cy.getElementById(cursor) : cy.collection()
    if (node.length) {
      const near = node.closedNeighborhood()
      cy.elements().not(near).addClass("far")
      node.addClass("cursor").connectedEdges().addClass("near told")
    }
    if (cy.edges().length <= FEW) cy.edges().addClass("told")
    if (data.selected) cy.getElementById(data.selected).addClass("chosen")
    if (data.edge) cy.getElementById(data.edge).removeClass("far").addClass("chosen")
  })
}

function move(kept, id, root) {
  kept.cursor = id
  mark(kept)
  const line = root.querySelector(".dww-live"), node = kept.cy.getElementById(id)
  line.lang = node.data("lang")
  line.textContent = describe(kept, node)
}

// The node nearest in a direction; one that is tied to this node counts as twice as near.
function nearest(cy, from, [dx, dy]) {
  const here = from.position()
  let best = null, least = Infinity
  cy.nodes().not(from).forEach((node) => {
    const there = node.position(), x = there.x - here.x, y = there.y - here.y
    const along = x * dx + y * dy, far = Math.hypot(x, y)
    if (along <= far * 0.3) return
    const score = (far * far) / along / (node.edgesWith(from).length ? 2 : 1)
    if (score < least) { least = score; best = node }
  })
  return best
}

function pressed(kept, root, event) {
  if (event.key === "Tab" || event.ctrlKey || event.metaKey || event.altKey) return
  event.stopPropagation()
  const { cy, data } = kept
  const here = cy.getElementById(kept.cursor ?? data.focus)
  if (!here.length) return
  if (ARROWS[event.key]) {
    event.preventDefault()
    const next = kept.cursor ? nearest(cy, here, ARROWS[event.key]) : here
    if (next) move(kept, next.id(), root)
  } else if (event.key === "Enter") choose(kept, root, here.id())
  else if (event.key === "e") expand(kept, here.id())
  else if (event.key === "f") fit(cy)
}

function choose(kept, root, id) {
  move(kept, id, root)
  if (kept.data.selected !== id) kept.send("select", id)
}

function expand(kept, id) {
  if (!kept.cy.getElementById(id).data("open")) kept.send("expand", id)
}

// Two taps on one node expand it; cytoscape's own double tap does not look whether they were on the same one.
function tapped(kept, root, { target, timeStamp }) {
  const id = target !== kept.cy && target.isNode() ? target.id() : null
  const twice = id && kept.tap?.id === id && timeStamp - kept.tap.at < 500
  kept.tap = { id, at: timeStamp }
  if (twice) expand(kept, id)
  else if (id) choose(kept, root, id)
}

function listen(kept, root) {
  const { cy } = kept, box = cy.container()
  cy.on("tap", (event) => tapped(kept, root, event))
  cy.on("tap", "edge", ({ target }) => { if (kept.data.edge !== target.id()) kept.send("edge", target.id()) })
  cy.on("dragfree", "node", ({ target }) => kept.places.set(target.id(), { ...target.position() }))
  box.onkeydown = (event) => pressed(kept, root, event)
  box.onpointerdown = () => box.focus({ preventScroll: true })
  // The wheel scrolls the page until the picture has been clicked or tabbed to.
  box.onfocus = () => cy.userZoomingEnabled(true)
  box.onblur = () => cy.userZoomingEnabled(false)
  const zoom = (by) => cy.zoom({ level: cy.zoom() * by, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } })
  root.querySelector(".dww-in").onclick = () => zoom(1.3)
  root.querySelector(".dww-out").onclick = () => zoom(1 / 1.3)
  root.querySelector(".dww-fit").onclick = () => fit(cy)
}

// A kind that is on or off is a button; where nothing can be hidden (on is null) it is only explained.
function legend(kept, root) {
  const { data } = kept
  const buttons = data.kinds.map(({ kind, label, number, shape, on }) => {
    const button = document.createElement(on === null ? "span" : "button")
    button.innerHTML = swatch(shape)
    button.firstChild.style.color = `var(--dww-k-${kind})`
    button.append(`${label} (${number})`)
    if (on === null) return button
    button.type = "button"
    button.dataset.kind = kind
    button.setAttribute("aria-pressed", String(on))
    button.onclick = () => {
      const left = data.kinds.filter((each) => (each.kind === kind ? !each.on : each.on)).map((each) => each.kind)
      kept.send("kinds", left.length === data.kinds.length ? [] : left)
    }
    return button
  })
  const bar = root.querySelector(".dww-legend"), held = root.activeElement?.dataset?.kind
  bar.setAttribute("aria-label", data.t.legend)
  bar.replaceChildren(...buttons)
  buttons.find((button) => button.dataset.kind === held)?.focus()
}

// The picture and its buttons have no name before the words come, so they are nothing to name before that either.
function words(root, data) {
  const box = root.querySelector(".dww-graph"), bar = root.querySelector(".dww-tools")
  box.setAttribute("aria-label", data.t.how)
  box.setAttribute("role", "application")
  box.tabIndex = 0
  const buttons = Object.entries(TOOLS).map(([name, path]) => {
    const button = root.querySelector(`.dww-${name}`) ?? document.createElement("button")
    button.title = data.t[name]
    button.setAttribute("aria-label", data.t[name])
    if (button.isConnected) return button
    button.type = "button"
    button.className = `dww-${name}`
    button.innerHTML = `<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">${path}</svg>`
    return button
  })
  if (!bar.children.length) bar.replaceChildren(...buttons)
}

function make(root) {
  const box = root.querySelector(".dww-graph")
  const cy = cytoscape({ container: box, minZoom: 0.15, maxZoom: 3, boxSelectionEnabled: false, userZoomingEnabled: false,
    selectionType: "single", autounselectify: true })
  box.cy = cy // for tests: where a node is on the screen
  const kept = { cy, places: new Map(), focus: null, cursor: null }
  listen(kept, root)
  return kept
}

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement, first = !pictures.has(root), began = performance.now()
  words(root, data)
  if (first) pictures.set(root, make(root))
  const kept = pictures.get(root)
  kept.data = data
  kept.send = (what, value) => setTriggerValue("wish", { what, value })
  legend(kept, root)
  kept.cy.container().classList.toggle("dww-row", data.row)
  kept.cy.resize()
  const fresh = fill(kept, root)
  if (data.selected) kept.cursor = data.selected
  if (kept.cursor && !kept.cy.getElementById(kept.cursor).length) kept.cursor = null
  mark(kept)
  const opened = data.nodes.filter((node) => node.open).length, asked = opened > kept.opened
  kept.opened = opened
  if (!first && (fresh || asked)) {
    root.querySelector(".dww-live").textContent = fresh ? data.t.added.replace("{n}", fresh) : data.t.nothing
  }
  if (fresh || first) kept.cy.container().dataset.ready = String(Math.round(performance.now() - began)) // milliseconds, for tests
  kept.cy.container().dataset.nodes = String(kept.cy.nodes().length)
  return () => { kept.cy.destroy(); pictures.delete(root) }
}
