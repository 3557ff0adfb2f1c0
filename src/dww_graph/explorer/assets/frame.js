// Names the language of the document, and puts what Streamlit writes itself in the language of the reader.
// Only a whole text of its own parts is replaced; what a page or a card says is never touched.
// Streamlit leaves out where a link of our own HTML opens. So one to another document gets its new tab here, and one to a page
// leads on within the visit, as the back button does.
const NAMES = ['aria-label', 'title', 'placeholder']
const NAMED = 'a, button, nav, section, input, [role="menu"], [data-testid="stMainMenuList"], [data-testid="stThemeSwitcher"],'
  + '[data-testid="stPagination"] > div'
const TEXTS = ['stSkipToContent', 'stMainMenuPopover', 'stDialog', 'stSelectboxVirtualDropdown', 'stTooltipContent', 'InputInstructions']
  .map((name) => `[data-testid="${name}"]`).join()
const OURS = '[data-testid="stHtml"], [data-testid^="stBidiComponent"]'
const SLOT = /\{(?:n|naam)\}/ // a number, or a name of ours that is in the language of the reader already
const MARKED = / :gray\[(.*)\]$/ // words for who listens only, with the marks of Markdown that Streamlit leaves in a name
let watch

const plain = (name) => name.replace(MARKED, (_, said) => said.replace(/\\(.)/g, '$1'))

const reader = (words) => {
  const whole = new Map(Object.entries(words))
  const slotted = [...whole].filter(([said]) => SLOT.test(said)).map((pair) => [...pair.map((text) => text.split(SLOT)), pair[0].includes('{n}')])
  return (said) => {
    if (whole.has(said)) return whole.get(said)
    for (const [[head, tail], instead, counts] of slotted) {
      const held = said.slice(head.length, said.length - tail.length)
      if (held && (!counts || /^\d+$/.test(held)) && said === head + held + tail) return instead.join(held)
    }
  }
}

const mend = (read) => {
  document.querySelectorAll(NAMED).forEach((element) => NAMES.forEach((name) => {
    const said = element.getAttribute(name) ?? ''
    const instead = read(said) ?? plain(said)
    if (instead !== said && !element.closest(OURS)) element.setAttribute(name, instead)
  }))
  document.querySelectorAll(TEXTS).forEach((part) => {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const instead = read(texts.currentNode.nodeValue)
      if (instead) texts.currentNode.nodeValue = instead
    }
  })
}

// A link of Streamlit to the page that is open already changes what is shown and leaves the address as it was.
const onwards = (from) => {
  const link = from.closest?.('a.dww-within, [data-testid="stPageLink"] a')
  return link?.matches('.dww-within') || link?.pathname === location.pathname ? link : undefined
}

const stay = (event) => {
  if (event.target.closest?.('button.dww-print')) return window.print()
  const link = onwards(event.target)
  if (!link || event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  event.stopPropagation()
  history.pushState({}, '', link.href)
  window.dispatchEvent(new PopStateEvent('popstate'))
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0)
}
document.addEventListener('click', stay, true)

// The menu and an open list stand outside every part of the page that has a name, so each gets one.
const open = (words) => {
  document.querySelectorAll('[data-testid="stMainMenuPopover"]:not([role])').forEach((menu) => {
    menu.role = 'dialog'
    menu.ariaLabel = words['Main menu'] ?? 'Main menu'
  })
  document.querySelectorAll('[data-testid="stSelectboxVirtualDropdown"]:not([role])').forEach((list) => {
    list.role = 'region'
    list.ariaLabel = list.querySelector('[role="listbox"]')?.ariaLabel ?? ''
  })
  document.querySelectorAll('a.dww-new:not([target])').forEach((link) => {
    link.target = '_blank'
    link.rel = 'noopener'
  })
}

export default ({ data }) => {
  document.documentElement.lang = data.lang
  const read = reader(data.words)
  watch?.disconnect()
  watch = new MutationObserver(() => { mend(read); open(data.words) })
  watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: NAMES })
  mend(read)
  open(data.words)
}
