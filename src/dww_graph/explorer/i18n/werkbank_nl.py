"""De schermtekst van de SPARQL-werkbank en van "Toon als SPARQL"."""

from __future__ import annotations

from typing import Final

WERKBANK_NL: Final[dict[str, str]] = {
    "werkbank.kop": "SPARQL-werkbank",
    "werkbank.zin": "Kies een voorbeeldvraag of schrijf uw eigen vraag. U kunt niets stukmaken: deze plek leest alleen.",
    "werkbank.voorbeeld": "Vraag",
    "werkbank.eigen": "Mijn eigen vraag",
    "werkbank.editor": "De vraag in SPARQL",
    "werkbank.editor.tip": "Ctrl+Enter stelt de vraag. Ctrl+spatie vult een woord aan. Tab verlaat het veld.",
    "werkbank.stel": "Stel de vraag",
    "werkbank.rijen.een": "{n} rij",
    "werkbank.rijen.meer": "{n} rijen",
    "werkbank.geenrijen": "De vraag is goed, maar er is geen antwoord. Maak de vraag ruimer: haal een voorwaarde weg of kies "
    "een ander begrip.",
    "werkbank.waar": "Het antwoord is: ja.",
    "werkbank.onwaar": "Het antwoord is: nee.",
    "werkbank.csv": "CSV",
    "werkbank.json": "JSON",
    "werkbank.bezig": "Bezig met zoeken … {seconden} s",
    "werkbank.ingekort": "U ziet de eerste {getoond} rijen van {alle}. De download heeft ze allemaal.",
    "werkbank.citeer": "Zo citeert u dit antwoord",
    "werkbank.fout": "De vraag klopt nog niet",
    "werkbank.fout.plek": "Regel {regel}, kolom {kolom}",
    "werkbank.fout.hulp": "Kijk of er een haakje, punt of aanhalingsteken mist, en of elk voorvoegsel (PREFIX) bovenaan staat.",
    "werkbank.fout.prefix": "Het voorvoegsel voor de dubbele punt is niet bekend. Zet bovenaan een regel PREFIX, of kies het "
    "woord uit de lijst (Ctrl+spatie): dan komt die regel vanzelf.",
    "werkbank.fout.variabele": "In SELECT staat een variabele die niet in WHERE voorkomt, of die bij GROUP BY ontbreekt.",
    "werkbank.fout.aanhaling": "Er ontbreekt een aanhalingsteken aan het eind van een tekst.",
    "werkbank.fout.haak": "Er ontbreekt een punt, een puntkomma of een sluitende accolade.",
    "werkbank.fout.rondehaak": "Er ontbreekt een waarde of een sluitend haakje.",
    "werkbank.verwacht": "Verwacht: {wat}",
    "werkbank.tijd": "De vraag duurde te lang",
    "werkbank.tijd.hulp": "Maak de vraag kleiner: voeg LIMIT toe, of een voorwaarde erbij.",
    "werkbank.alt": "Antwoord op de vraag, als tabel",
    "werkbank.citaat": "DOEN WAT WERKT, kennisgraaf, generatie {generatie} ({datum}), ring {ring}, sha256 {hash}. Vraag: "
    "{vraag} Adres: {adres}",
    "werkbank.eindpunt": "Programma’s kunnen dezelfde vragen stellen op het adres /sparql.",
    "werkbank.stop": "Stop",
    "werkbank.alle": "alle",
    "werkbank.leesbaar": "CSV met namen en herkomst",
    "werkbank.turtle": "Turtle",
    "werkbank.gestopt": "De vraag is gestopt",
    "werkbank.stuk": "Er ging iets mis",
    "werkbank.waarde": "Deze waarde is er niet",
    "werkbank.beeld": "Hoe u het antwoord ziet",
    "werkbank.beeld.tabel": "Tabel",
    "werkbank.beeld.grafiek": "Grafiek",
    "werkbank.beeld.graaf": "Graaf",
    "werkbank.grafiek.alt": "Staafdiagram: {getal} per {naam}, {n} staven. De tabel eronder zegt hetzelfde.",
    "werkbank.grafiek.rest": "De grafiek laat de eerste {getoond} rijen zien; {rest} rijen staan alleen in de tabel.",
    "werkbank.graaf.alt": "Graaf van het antwoord: {knopen} knopen en {lijnen} lijnen. De tabel eronder zegt hetzelfde.",
    "werkbank.graaf.rest": "De graaf laat {getoond} knopen zien. {rest} knopen met de minste lijnen staan alleen in de tabel.",
    "sparql.toon": "Toon als SPARQL",
}
