// The shape of each kind, once for the picture and its legend and for the drawings made in Python: corners as x y, from -1 to 1.
// A circle has none.
import POLYGONS from "../assets/shapes.json"

export { POLYGONS }

export function swatch(shape) {
  const form = POLYGONS[shape] ? `<polygon points="${POLYGONS[shape]}"/>` : '<circle r="0.95"/>'
  return `<svg viewBox="-1.1 -1.1 2.2 2.2" width="14" height="14" fill="currentColor" aria-hidden="true">${form}</svg>`
}
