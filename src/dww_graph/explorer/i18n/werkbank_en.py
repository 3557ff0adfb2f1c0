"""The screen text of the SPARQL workbench and of "Show as SPARQL"."""

from __future__ import annotations

from typing import Final

WERKBANK_EN: Final[dict[str, str]] = {
    "werkbank.kop": "SPARQL workbench",
    "werkbank.zin": "Choose an example question or write your own. You cannot break anything: this place only reads.",
    "werkbank.voorbeeld": "Question",
    "werkbank.eigen": "My own question",
    "werkbank.editor": "The question in SPARQL",
    "werkbank.editor.tip": "Ctrl+Enter asks the question. Ctrl+Space completes a word. Tab leaves the field.",
    "werkbank.stel": "Ask",
    "werkbank.rijen.een": "{n} row",
    "werkbank.rijen.meer": "{n} rows",
    "werkbank.geenrijen": "The question is fine, but there is no answer. Widen it: drop a condition or choose another concept.",
    "werkbank.waar": "The answer is: yes.",
    "werkbank.onwaar": "The answer is: no.",
    "werkbank.csv": "CSV",
    "werkbank.json": "JSON",
    "werkbank.bezig": "Searching … {seconden} s",
    "werkbank.ingekort": "You see the first {getoond} rows of {alle}. The download holds them all.",
    "werkbank.citeer": "How to cite this answer",
    "werkbank.fout": "The question is not right yet",
    "werkbank.fout.plek": "Line {regel}, column {kolom}",
    "werkbank.fout.hulp": "Check for a missing bracket, full stop or quotation mark, and that each prefix (PREFIX) is declared "
    "at the top.",
    "werkbank.fout.prefix": "The prefix before the colon is not known. Put a PREFIX line at the top, or choose the word from the "
    "list (Ctrl+Space): then that line comes by itself.",
    "werkbank.fout.variabele": "SELECT names a variable that is not in WHERE, or that is missing from GROUP BY.",
    "werkbank.fout.aanhaling": "A quotation mark is missing at the end of a text.",
    "werkbank.fout.haak": "A full stop, a semicolon or a closing brace is missing.",
    "werkbank.fout.rondehaak": "A value or a closing bracket is missing.",
    "werkbank.verwacht": "Expected: {wat}",
    "werkbank.tijd": "The question took too long",
    "werkbank.tijd.hulp": "Make the question smaller: add LIMIT, or one more condition.",
    "werkbank.alt": "Answer to the question, as a table",
    "werkbank.citaat": "DOEN WAT WERKT, knowledge graph, generation {generatie} ({datum}), ring {ring}, sha256 {hash}. "
    "Question: {vraag} Address: {adres}",
    "werkbank.eindpunt": "Programs can ask the same questions at the address /sparql.",
    "werkbank.stop": "Stop",
    "werkbank.alle": "all",
    "werkbank.leesbaar": "CSV with names and origin",
    "werkbank.turtle": "Turtle",
    "werkbank.gestopt": "The question was stopped",
    "werkbank.stuk": "Something went wrong",
    "werkbank.waarde": "This value is not here",
    "werkbank.beeld": "How you see the answer",
    "werkbank.beeld.tabel": "Table",
    "werkbank.beeld.grafiek": "Chart",
    "werkbank.beeld.graaf": "Graph",
    "werkbank.grafiek.alt": "Bar chart: {getal} by {naam}, {n} bars. The table below says the same.",
    "werkbank.grafiek.rest": "The chart shows the first {getoond} rows; {rest} rows are in the table only.",
    "werkbank.graaf.alt": "Graph of the answer: {knopen} nodes and {lijnen} lines. The table below says the same.",
    "werkbank.graaf.rest": "The graph shows {getoond} nodes. {rest} nodes with the fewest lines are in the table only.",
    "sparql.toon": "Show as SPARQL",
}
