// What a page looks like to who sees, in numbers: contrast of marks, signs beside colour, cut names, small targets, English words.
() => {
  const deep = (root) => [...root.querySelectorAll('*')].flatMap((e) => (e.shadowRoot ? [e, ...deep(e.shadowRoot)] : [e]))
  const all = deep(document.body)
  const up = (e) => e && (e.parentElement ?? e.getRootNode().host)
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getClientRects().length > 0
  const said = (e) => `${e.tagName}.${e.className?.baseVal ?? e.className} ${(e.ariaLabel || e.innerText || '').trim().slice(0, 40)}`
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const seen = new Map(), grounds = new Map()
  const kept = (map, key, make) => { if (!map.has(key)) map.set(key, make()); return map.get(key) }
  const rgba = (colour) => kept(seen, colour, () => { pen.clearRect(0, 0, 1, 1); pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1)
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255] })
  const over = ([r, g, b, a], under) => [r, g, b].map((part, at) => part * a + under[at] * (1 - a))
  const ground = (e) => e ? kept(grounds, e, () => { const layer = rgba(getComputedStyle(e).backgroundColor)
    return layer[3] === 1 ? layer.slice(0, 3) : over(layer, ground(up(e))) }) : [255, 255, 255]
  const light = (colour) => { const [r, g, b] = colour.map((part) => { const x = part / 255; return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4 })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b }
  const ratio = (one, other) => { const [low, high] = [light(one), light(other)].sort((a, b) => a - b); return (high + 0.05) / (low + 0.05) }
  const contrast = (e, colour, under, strength = 1) => { const [r, g, b, a] = rgba(colour); return ratio(over([r, g, b, a * strength], under), under) }
  const marks = all.filter(shown).flatMap((e) => { const s = getComputedStyle(e), under = () => ground(up(e))
    if (e.matches('.dww-i')) return [[e, contrast(e, s.color, ground(e))]]
    if (e.matches('.dww-bubble')) return [[e, contrast(e, s.backgroundColor, under())]]
    if (e.matches('.dww-block')) return [[e, contrast(e, s.borderLeftColor, under())]]
    if (e.matches('.dww-strand, .dww-stance, .dww-sentence')) return [[e, contrast(e, s.borderTopColor, under())]]
    if (e.matches('.dww-flowline path:last-child')) return [[e, contrast(e, s.stroke, ground(e.closest('div')), +s.strokeOpacity)]]
    if (e.matches('.dww-bar svg *[fill]') && !/none|transparent/.test(s.fill)) return [[e, contrast(e, s.fill, ground(e.closest('button, span')))]]
    return [] })
  const app = document.querySelector('.stApp'), probe = app.appendChild(document.createElement('i'))
  const ring = ['--dww-link', '--st-text-color', '--st-primary-color'].map((name) => { probe.style.color = `var(${name})`
    return [app, contrast(app, getComputedStyle(probe).color, ground(app))] })
  probe.remove()
  // A colour of a kind, a stance, a verdict or a status always has a sign and a word; marked slots stand in a sentence that says which.
  const told = all.filter((e) => /(^| )dww-[kro]-/.test(e.className?.baseVal ?? e.className) && shown(e) && !e.matches('.dww-slot'))
  const words = (e) => `${[e, ...e.querySelectorAll('[aria-label]')].map((x) => x.ariaLabel ?? '').join('')}${[...e.querySelectorAll('*'), e].filter((x) => !x.matches('.dww-i'))
    .flatMap((x) => [...x.childNodes]).filter((x) => x.nodeType === 3 && !x.parentElement.matches('.dww-i')).map((x) => x.nodeValue).join('')}`.trim()
  const sign = (e) => e.querySelector('.dww-i, svg') || e.matches('g, .dww-flowhead, .dww-strand, .dww-stance') || e.closest('button')?.ariaLabel
  const holders = 'a, button, h1, h2, h3, h4, th, label, .dww-chip, .dww-badge, .dww-chosen'
  const cut = all.filter((e) => e.closest(holders) && shown(e) && e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1
    && !e.closest('.dww-sr, .dww-i, svg, [data-testid="stIconMaterial"]') && /hidden|clip/.test(getComputedStyle(e).overflowX))
  const target = (e) => (e.matches('input[type="checkbox"], input[type="radio"]') ? e.closest('label') ?? e : e).getBoundingClientRect()
  const small = all.filter((e) => e.matches('button, input, select, textarea, summary, [role="button"], [role="radio"], [data-testid="stPageLink"] a')
    && shown(e) && !e.closest('.dww-sr') && e.getBoundingClientRect().right > 0).filter((e) => { const box = target(e); return box.width > 1 && (box.width < 24 || box.height < 24) })
  const headings = all.filter((e) => e.matches('h1, h2, h3, h4, h5, h6') && shown(e)).map((e) => +e.tagName[1])
  return {
    pale: [...marks, ...ring].filter(([, value]) => value < 3).map(([e, value]) => `${said(e)} ${value.toFixed(2)}`), marks: marks.length,
    silent: told.filter((e) => words(e).length < 2 || !sign(e)).map(said), told: told.length,
    cut: cut.map(said), small: small.map(said), headings,
    links: all.filter((e) => e.matches('a[href]')).map((e) => ({ to: e.href, target: e.target, words: e.textContent })),
  }
}
