// SPARQL editor on CodeMirror 6. Nothing is fetched: the words that it completes come from Python.
// Python -> JS: data = {query, label, hint, run, fault: {line, column, message} | null, words: [[name, meaning, kind]], bases: {prefix: IRI}}
// JS -> Python: trigger "run" (the text), with the button and with Ctrl+Enter. Tab is not bound, so it leaves the editor.
import { autocompletion, pickedCompletion } from "@codemirror/autocomplete"
import { HighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language"
import { sparql } from "@codemirror/legacy-modes/mode/sparql"
import { lintGutter, setDiagnostics } from "@codemirror/lint"
import { Prec, Transaction } from "@codemirror/state"
import { keymap } from "@codemirror/view"
import { tags } from "@lezer/highlight"
import { EditorView, basicSetup } from "codemirror"

const KEYWORDS =
  "ASK AS ASC BIND BOUND CONSTRUCT CONTAINS COUNT DESC DESCRIBE DISTINCT EXISTS FILTER GROUP BY HAVING IN LANG LIMIT MINUS NOT OFFSET OPTIONAL ORDER PREFIX SELECT STR STRSTARTS UNION VALUES WHERE"
    .split(" ")
    .map((label) => ({ label, type: "keyword" }))
const MOST = 60
const editors = new WeakMap() // parentElement -> {view, data, given, run}

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--st-violet-text-color)", fontWeight: "600" },
  { tag: tags.variableName, color: "var(--st-blue-text-color)" },
  { tag: tags.string, color: "var(--st-green-text-color)" },
  { tag: tags.comment, color: "var(--st-text-color)", fontStyle: "italic" },
  { tag: tags.atom, color: "var(--st-text-color)" },
])
const look = EditorView.theme({
  "&": {
    border: "1px solid var(--st-border-color)",
    borderRadius: "var(--st-base-radius)",
    background: "var(--st-background-color)",
    color: "var(--st-text-color)",
    fontSize: "0.92rem",
    maxHeight: "26rem",
  },
  "&.cm-focused": { outline: "3px solid var(--st-primary-color)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "var(--st-code-font)", minHeight: "9rem", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--st-text-color)", padding: "0.6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--st-text-color)" },
  ".cm-gutters": { background: "var(--st-secondary-background-color)", color: "var(--st-text-color)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { background: "transparent" },
  ".cm-tooltip": {
    background: "var(--st-secondary-background-color)",
    color: "var(--st-text-color)",
    border: "1px solid var(--st-border-color)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    background: "var(--st-text-color)",
    color: "var(--st-background-color)",
  },
  ".cm-completionDetail": { fontStyle: "normal", marginLeft: "0.8rem" },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "3px double var(--st-orange-text-color)" },
  ".cm-lint-marker-error": { content: "normal", color: "var(--st-orange-text-color)", fontWeight: "700", textAlign: "center" },
  ".cm-lint-marker-error::before": { content: '"!"' },
  ".cm-diagnostic-error": { borderLeft: "5px solid var(--st-orange-text-color)" },
})

// Puts a word in the place of the one that the caret is in, and adds the PREFIX line that it needs when the query has none.
function insert(base) {
  return (view, completion, from, to) => {
    const prefix = completion.label.split(":")[0]
    const missing = base && !new RegExp(`prefix\\s+${prefix}:`, "i").test(view.state.doc.toString())
    const line = missing ? `PREFIX ${prefix}: <${base}>\n` : ""
    const rest = view.state.sliceDoc(to, view.state.doc.lineAt(to).to).match(/^[\p{L}\d_-]*/u)[0].length
    view.dispatch({
      changes: [{ from: 0, insert: line }, { from, to: to + rest, insert: completion.label }],
      selection: { anchor: from + line.length + completion.label.length },
      annotations: pickedCompletion.of(completion),
      userEvent: "input.complete",
    })
  }
}

// Words of the ontology by name or by meaning ("beslis" finds element:a5), variables of the query itself, and keywords.
function options(kept, context, typed) {
  if (/^[?$]/.test(typed)) {
    const found = new Set(context.state.doc.toString().match(/[?$][\p{L}\d_]+/gu))
    found.delete(typed)
    return [...found].map((label) => ({ label, type: "variable" })).filter((each) => each.label.startsWith(typed))
  }
  const wanted = typed.toLowerCase()
  const named = kept.data.words.map(([label, detail, type]) => ({ label, detail, type }))
  const fits = (text) => (text.toLowerCase().startsWith(wanted) ? 2 : text.toLowerCase().includes(wanted) ? 1 : 0)
  const score = (each) => Math.max(2 * fits(each.label), 2 * fits(each.label.split(":")[1] ?? "") - 1, fits(each.detail ?? ""))
  return [...KEYWORDS, ...named]
    .map((each) => ({ ...each, rank: score(each) }))
    .filter((each) => each.rank > 0)
    .sort((one, two) => two.rank - one.rank)
    .slice(0, MOST)
    .map((each) => ({ ...each, apply: each.type === "keyword" ? undefined : insert(kept.data.bases[each.label.split(":")[0]]) }))
}

function complete(kept) {
  return (context) => {
    const word = context.matchBefore(/[?$]?[\p{L}\d_:-]+/u)
    if (!context.explicit && (!word || word.text.length < 2)) return null
    const found = options(kept, context, word?.text ?? "")
    return found.length ? { from: word ? word.from : context.pos, options: found, filter: false } : null
  }
}

// The word at the place of an error, or the one before it: an engine names the place where it could go no further.
function faults(state, fault) {
  if (!fault || fault.line > state.doc.lines) return []
  const line = state.doc.line(fault.line)
  const at = Math.min(fault.column - 1, line.length)
  const after = line.text.slice(at).match(/^\S+/)?.[0].length ?? 0
  const before = after ? 0 : (line.text.slice(0, at).match(/\S+\s*$/)?.[0].length ?? 0)
  return [{ from: line.from + at - before, to: line.from + at + after, severity: "error", message: fault.message }]
}

function make(parentElement, data) {
  const kept = { data, given: data.query, run: () => {} }
  const go = (view) => {
    kept.given = view.state.doc.toString()
    kept.run(kept.given)
    return true
  }
  const box = parentElement.querySelector(".dww-editor")
  kept.view = new EditorView({
    parent: box,
    root: parentElement instanceof ShadowRoot ? parentElement : undefined,
    doc: data.query,
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: go }])),
      basicSetup,
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      autocompletion({ override: [complete(kept)], icons: false }),
      lintGutter(),
      EditorView.lineWrapping,
      EditorView.updateListener.of(({ transactions, view }) => {
        const typed = transactions.some((each) => each.docChanged && each.annotation(Transaction.userEvent))
        if (typed) setTimeout(() => view.dispatch(setDiagnostics(view.state, []))) // a mark is about the text as it was asked
      }),
      EditorView.contentAttributes.of(() => ({
        "aria-label": kept.data.label,
        "aria-describedby": "dww-editor-hint",
        tabindex: "0",
      })),
      look,
    ],
  })
  box.addEventListener("keydown", (event) => event.stopPropagation()) // single keys are commands of the page around it
  parentElement.querySelector(".dww-run").onclick = () => go(kept.view)
  return kept
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (!editors.has(parentElement)) editors.set(parentElement, make(parentElement, data))
  const kept = editors.get(parentElement)
  const { view } = kept
  kept.data = data
  kept.run = (text) => setTriggerValue("run", text)
  if (data.query !== kept.given) {
    kept.given = data.query
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: data.query } })
  }
  view.dispatch(setDiagnostics(view.state, faults(view.state, data.fault)))
  parentElement.querySelector(".dww-run").textContent = data.run
  parentElement.querySelector(".dww-hint").textContent = data.hint
  parentElement.querySelector(".dww-under").hidden = false // a button is shown once it says what it does
  return () => {
    view.destroy()
    editors.delete(parentElement)
  }
}
