"""What the mapping of RDF says when it refuses a statement: one message a code; never an address or a text out of the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dww_graph.errors import Fault, Text

_LEAVE_OUT: Final = Text("Haal deze uitspraak weg.", "Remove this statement.")
_OWN: Final = Text("uitspraken over dingen die dit bestand zelf inbrengt",
                   "statements about things that this file itself brings in")

MESSAGES: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "geen-goed-adres": (
        Text("Dit adres (IRI) mag niet in de graaf.", "This IRI may not be in the graph."),
        Text("een adres dat begint met https://, http:// of urn:, zonder spaties of onzichtbare tekens",
             "an IRI that starts with https://, http:// or urn:, without spaces or characters that cannot be seen"),
        Text("Verbeter het adres.", "Mend the IRI."),
    ),
    "onzichtbaar-teken": (
        Text("In deze tekst staat een teken dat niet te zien is en de tekst anders laat lijken.",
             "This text holds a character that cannot be seen and makes the text look different."),
        Text("gewone tekst", "ordinary text"),
        Text("Typ de tekst opnieuw, zonder besturingstekens.", "Type the text again, without control characters."),
    ),
    "onbekende-term": (
        Text("Deze klasse of eigenschap staat niet in onze ontologie.", "This class or property is not in our ontology."),
        Text("een term uit ontology/BEGRIPPEN.md, precies zo geschreven", "a term of ontology/BEGRIPPEN.md, written exactly so"),
        Text("Kies een term die er is, of gebruik een eigen adres voor een eigen term.",
             "Choose a term that exists, or use an IRI of your own for a term of your own."),
    ),
    "geen-eigen-plek": (
        Text("Dit onderwerp heeft een adres dat niet van u is.", "This subject has an IRI that is not yours."),
        Text("een adres onder https://w3id.org/dww/id/, zoals https://w3id.org/dww/id/bron/mijn-bron, of onder uw eigen webadres",
             "an IRI under https://w3id.org/dww/id/, like https://w3id.org/dww/id/bron/mijn-bron, "
             "or under a web address of your own"),
        Text("Geef het onderwerp een eigen adres.", "Give the subject an IRI of its own."),
    ),
    "niet-van-u": (
        Text("Deze uitspraak gaat over iets dat al door een ander of door de ontologie is beschreven.",
             "This statement is about something that someone else or the ontology has described already."),
        _OWN,
        Text("Verwijs ernaar, maar zeg er niets over; geef wat van u is een eigen adres.",
             "Refer to it, but say nothing about it; give what is yours an IRI of its own."),
    ),
    "alleen-programma": (
        Text("Dit houdt het programma zelf bij: herkomst, toestemming en wat de regels afleiden.",
             "The program itself keeps this: origin, consent and what the rules derive."),
        _OWN,
        _LEAVE_OUT,
    ),
    "eigen-verificatie": (
        Text("Een bestand kan niet van zichzelf zeggen dat het is nagekeken.",
             "A file cannot say of itself that it was verified."),
        Text("niet-geverifieerd, of niets", "niet-geverifieerd, or nothing"),
        Text("Haal deze uitspraak weg; nakijken gebeurt na het inlezen.",
             "Remove this statement; verifying is done after the intake."),
    ),
    "geen-schema": (
        Text("Dit verandert wat termen betekenen; een bijdrage brengt alleen gegevens in.",
             "This changes what terms mean; a contribution brings in data only."),
        Text("gegevens, geen uitspraken in OWL of over subklassen en subeigenschappen",
             "data, no statements in OWL or about subclasses and subproperties"),
        _LEAVE_OUT,
    ),
    "mens-als-knoop": (
        Text("Hier staat een mens, of een naam, geboortedatum of adres van een mens.",
             "Here is a person, or the name, date of birth or address of a person."),
        Text("een cliënttype of een professionalprofiel, nooit één mens",
             "a client type or a profile of a professional, never one person"),
        Text("Haal dit weg; mensen staan alleen onder een pseudoniem in de graaf.",
             "Remove this; people are in the graph under a pseudonym only."),
    ),
    "geen-toestemming": (
        Text("Er is geen toestemming vastgelegd.", "No consent is recorded."),
        Text("dww:onderToestemming, of de code bij het aanbieden", "dww:onderToestemming, or the code with the offer"),
        Text("Geef de code mee: dww ingest BESTAND --consent CODE.", "Pass the code: dww ingest FILE --consent CODE."),
    ),
    "geen-zichtbaarheid": (
        Text("Er staat niet wie dit mag zien.", "It is not said who may see this."),
        Text("dww:zichtbaarheidVan met een van de drie ringen, of de ring bij het aanbieden",
             "dww:zichtbaarheidVan with one of the three rings, or the ring with the offer"),
        Text("Geef de ring mee: dww ingest BESTAND --ring programma.", "Pass the ring: dww ingest FILE --ring programma."),
    ),
    "twee-waarden": (
        Text("Dit onderwerp heeft twee verschillende waarden waar er één mag staan.",
             "This subject has two different values where there may be one."),
        Text("één toestemming, één zichtbaarheid en één antwoord op 'illustratief'",
             "one consent, one visibility and one answer to 'illustrative'"),
        Text("Laat één waarde staan.", "Leave one value."),
    ),
    "nummer-bezet": (
        Text("Dit nummer (dcterms:identifier) hoort al bij iets anders in de graaf.",
             "This number (dcterms:identifier) belongs to something else in the graph already."),
        Text("een nummer dat nog vrij is", "a number that is still free"),
        Text("Kies een ander nummer.", "Choose another number."),
    ),
}


def refused(code: str, where: str) -> Fault:
    """Return the fault of a code (a key of MESSAGES) at a place."""
    what, expected, do = MESSAGES[code]
    return Fault(code, what, where, expected, do)
