"""The screen texts of the evidence trace."""

from __future__ import annotations

from typing import Final

SPOOR_EN: Final[dict[str, str]] = {
    "nav.spoor": "Evidence trace",
    "spoor.kop": "Evidence trace",
    "spoor.zin": "From learning outcome to effective element, to practice, to evidence. A grey block means: there is "
    "no card or no evidence here.",
    "spoor.kies": "Choose a learning outcome",
    "spoor.alle": "All learning outcomes",
    "spoor.leeg": "The graph holds no learning outcomes yet. Add them and rebuild.",
    "spoor.leeg.een": "This learning outcome addresses no effective element yet, so no trace runs from it. Choose another "
    "learning outcome.",
    "spoor.uitkomst.onbekend": "We do not know the learning outcome ‘{naam}’. It may be a typing error, or it was "
    "withdrawn. You now see another one.",
    "spoor.telling.onderzoek": "Research and guidelines:",
    "spoor.telling.praktijk": "Other cards:",
    "spoor.telling.kaarten": "Cards, by what is agreed:",
    "spoor.groot": "This trace holds {aantal}. Picture and table show the {n} that matter most. What is contradicted "
    "comes first. The CSV file holds everything.",
    "spoor.overzicht": "By learning outcome",
    "spoor.overzicht.uitleg": "There are too many cards to show all traces at once. You see how many cards each learning "
    "outcome has, and of how many it is agreed what research says. Choose a learning outcome for the "
    "whole trace.",
    "spoor.wacht.een": "{n} link not judged yet",
    "spoor.wacht.meer": "{n} links not judged yet",
    "spoor.gezocht.een": "searched {n} time, nothing found",
    "spoor.gezocht.meer": "searched {n} times, nothing found",
    "spoor.nietsvast": "nothing from research confirmed yet",
    "spoor.gaten.een": "{n} place without a card, a source or a search",
    "spoor.gaten.meer": "{n} places without a card, a source or a search",
    "spoor.illustratief": "This trace runs through invented examples",
    "spoor.plaatje": "Evidence trace as a picture, from left to right. The table below says the same.",
    "spoor.hoe": "Choose a block or a line. The table then shows only the steps that pass there. The thicker a line, the "
    "more steps. A dashed line: nobody has judged that link yet.",
    "spoor.stappen.een": "{n} step",
    "spoor.stappen.meer": "{n} steps",
    "spoor.lijn": "from {van} to {naar}",
    "spoor.anderekaart": "another card",
    "spoor.nog.kaarten": "{aantal} more",
    "spoor.nog.elementen.een": "{n} more element",
    "spoor.nog.elementen.meer": "{n} more elements",
    "spoor.nog.bronnen.een": "{n} more piece of evidence",
    "spoor.nog.bronnen.meer": "{n} more pieces of evidence",
    "spoor.nog.leeruitkomsten.een": "{n} more learning outcome",
    "spoor.nog.leeruitkomsten.meer": "{n} more learning outcomes",
    "spoor.nietgetekend": "There is more than fits in a picture that can be read ({meest} blocks). What is contradicted "
    "comes first. Not drawn: {wat}.",
    "spoor.nietgetekend.lijst": "All cards on ‘{naam}’",
    "spoor.gat.kaart": "No action knowledge yet",
    "spoor.gat.bewijs": "No evidence yet",
    "spoor.gekozen": "Chosen: {naam}",
    "spoor.gekozen.aantal": "You see {n} of {totaal}.",
    "spoor.wis": "Show all steps",
    "spoor.onbekend": "‘{naam}’ is not in this trace, so you see all steps.",
    "spoor.lijnen": "Follow one line from here:",
    "spoor.pagina": "Everything on ‘{naam}’",
    "spoor.alleen": "Only the trace of this learning outcome",
    "spoor.gat.kaart.uitleg": "No professional has yet told how they do this.",
    "spoor.gat.bewijs.uitleg": "These cards are not linked to any source yet. Nobody recorded that they searched.",
    "spoor.gat.gezocht.uitleg": "Somebody searched here and found nothing. That does not say that it does not work. Who "
    "searches differently may find something.",
    "spoor.gat.nietgezocht": "nobody recorded that they searched",
    "spoor.gat.zonderdatum": "searched, but recorded without a date: that does not count as searched",
    "spoor.gat.gezocht": "searched on {datum}",
    "spoor.gat.waarin": "scope: {bereik}",
    "spoor.gat.wie": "by {wie}",
    "spoor.stap.kop": "Next step",
    "spoor.stap.zoek": "Search for everything on ‘{naam}’",
    "spoor.stap.onderzoek": "See which research on ‘{naam}’ is already here",
    "spoor.stap.kaart": "Do you know an example? Have a professional fill in the card in the workbook (`dww template`) "
    "and hand the file to a curator.",
    "spoor.stap.bewijs": "Did you find a source? Put the link on the card and offer the card again. Did you find nothing? "
    "Then record where you searched and on which day. It is then no longer a gap, but an answer.",
    "spoor.tabel": "All steps as a table",
    "spoor.tabel.deel": "You see the {n} most important of {totaal}. What is contradicted comes first. The CSV file holds "
    "them all.",
    "spoor.csv": "Download the trace as CSV",
    "spoor.document": "This trace as a document, for printing",
    "spoor.bewaar": "Save the document (HTML)",
    "spoor.hierin": "also in here: {staat}",
    "spoor.kolom.letop": "note",
    "spoor.kolom.bewijs": "evidence",
    "spoor.kolom.bron": "source",
    "spoor.kolom.status": "status of the link",
    "spoor.kolom.zoekdatum": "searched on",
}
