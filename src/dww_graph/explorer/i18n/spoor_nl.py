"""De schermtekst van het herleidspoor."""

from __future__ import annotations

from typing import Final

SPOOR_NL: Final[dict[str, str]] = {
    "nav.spoor": "Herleidspoor",
    "spoor.kop": "Herleidspoor",
    "spoor.zin": "Van leeruitkomst naar werkzaam element, naar praktijk, naar bewijs. Een grijs blok betekent: hier "
    "is geen kaart of geen bewijs.",
    "spoor.kies": "Kies een leeruitkomst",
    "spoor.alle": "Alle leeruitkomsten",
    "spoor.leeg": "Er staan nog geen leeruitkomsten in de graaf. Voeg ze toe en bouw opnieuw.",
    "spoor.leeg.een": "Deze leeruitkomst richt zich nog op geen enkel werkzaam element. Er loopt dus nog geen spoor. Kies "
    "een andere leeruitkomst.",
    "spoor.uitkomst.onbekend": "De leeruitkomst ‘{naam}’ kennen we niet. Misschien is het een typefout, of is hij "
    "teruggetrokken. U ziet nu een andere.",
    "spoor.telling.onderzoek": "Onderzoek en richtlijnen:",
    "spoor.telling.praktijk": "Andere kaarten:",
    "spoor.telling.kaarten": "Kaarten, naar wat vaststaat:",
    "spoor.groot": "Dit spoor telt {aantal}. Plaatje en tabel tonen de {n} die er het meest toe doen. Wat wordt "
    "tegengesproken, staat vooraan. Het CSV-bestand bevat alles.",
    "spoor.overzicht": "Per leeruitkomst",
    "spoor.overzicht.uitleg": "Er zijn te veel kaarten om alle sporen tegelijk te tonen. U ziet hoeveel kaarten er per "
    "leeruitkomst zijn, en van hoeveel vaststaat wat onderzoek erover zegt. Kies een leeruitkomst "
    "voor het hele spoor.",
    "spoor.wacht.een": "{n} verbinding nog niet beoordeeld",
    "spoor.wacht.meer": "{n} verbindingen nog niet beoordeeld",
    "spoor.gezocht.een": "{n} keer gezocht en niets gevonden",
    "spoor.gezocht.meer": "{n} keer gezocht en niets gevonden",
    "spoor.nietsvast": "nog niets vastgesteld uit onderzoek",
    "spoor.gaten.een": "{n} plek zonder kaart, bron of zoekactie",
    "spoor.gaten.meer": "{n} plekken zonder kaart, bron of zoekactie",
    "spoor.illustratief": "Dit spoor loopt over verzonnen voorbeelden",
    "spoor.plaatje": "Herleidspoor als plaatje, van links naar rechts. De tabel eronder zegt hetzelfde.",
    "spoor.hoe": "Kies een blok of een lijn. De tabel toont dan alleen de stappen die daar langs gaan. Hoe dikker een "
    "lijn, hoe meer stappen. Een lijn met streepjes: nog niemand heeft die verbinding beoordeeld.",
    "spoor.stappen.een": "{n} stap",
    "spoor.stappen.meer": "{n} stappen",
    "spoor.lijn": "{van} → {naar}",
    "spoor.anderekaart": "andere kaart",
    "spoor.nog.kaarten": "nog {aantal}",
    "spoor.nog.elementen.een": "nog {n} element",
    "spoor.nog.elementen.meer": "nog {n} elementen",
    "spoor.nog.bronnen.een": "nog {n} keer bewijs",
    "spoor.nog.bronnen.meer": "nog {n} keer bewijs",
    "spoor.nog.leeruitkomsten.een": "nog {n} leeruitkomst",
    "spoor.nog.leeruitkomsten.meer": "nog {n} leeruitkomsten",
    "spoor.nietgetekend": "Er is meer dan in een leesbaar plaatje past ({meest} blokken). Wat wordt tegengesproken, staat "
    "vooraan. Niet getekend: {wat}.",
    "spoor.nietgetekend.lijst": "Alle kaarten bij ‘{naam}’",
    "spoor.gat.kaart": "Nog geen handelingskennis",
    "spoor.gat.bewijs": "Nog geen bewijs",
    "spoor.gekozen": "Gekozen: {naam}",
    "spoor.gekozen.aantal": "U ziet {n} van {totaal}.",
    "spoor.wis": "Toon alle stappen",
    "spoor.onbekend": "‘{naam}’ staat niet in dit spoor. U ziet daarom alle stappen.",
    "spoor.lijnen": "Volg één lijn hiervandaan:",
    "spoor.pagina": "Alles over ‘{naam}’",
    "spoor.alleen": "Alleen het spoor van deze leeruitkomst",
    "spoor.gat.kaart.uitleg": "Bij dit element heeft nog geen professional verteld hoe die het doet.",
    "spoor.gat.bewijs.uitleg": "Deze kaarten zijn nog met geen enkele bron verbonden. Niemand heeft vastgelegd dat er is "
    "gezocht.",
    "spoor.gat.gezocht.uitleg": "Hier is gezocht en niets gevonden. Dat zegt niet dat het niet werkt. Wie anders zoekt, "
    "vindt misschien wel iets.",
    "spoor.gat.nietgezocht": "niemand heeft vastgelegd dat er is gezocht",
    "spoor.gat.zonderdatum": "gezocht, maar zonder datum vastgelegd: dat telt niet als gezocht",
    "spoor.gat.gezocht": "gezocht op {datum}",
    "spoor.gat.waarin": "bereik: {bereik}",
    "spoor.gat.wie": "door {wie}",
    "spoor.stap.kop": "Volgende stap",
    "spoor.stap.zoek": "Zoek alles over ‘{naam}’",
    "spoor.stap.onderzoek": "Bekijk welk onderzoek er al is over ‘{naam}’",
    "spoor.stap.kaart": "Kent u een voorbeeld? Laat een professional de kaart zelf invullen in het werkboek (`dww "
    "template`) en geef het bestand aan een beheerder.",
    "spoor.stap.bewijs": "Vindt u een bron? Zet de verbinding op de kaart en bied de kaart opnieuw aan. Vindt u niets? "
    "Leg dan vast waar u zocht en op welke dag. Dan is het geen gat meer, maar een antwoord.",
    "spoor.tabel": "Alle stappen als tabel",
    "spoor.tabel.deel": "U ziet de {n} belangrijkste van {totaal}. Wat wordt tegengesproken, staat bovenaan. Het "
    "CSV-bestand bevat ze alle.",
    "spoor.csv": "Download het spoor als CSV",
    "spoor.document": "Dit spoor als document, om te printen",
    "spoor.bewaar": "Bewaar het document (HTML)",
    "spoor.hierin": "hierin ook: {staat}",
    "spoor.kolom.letop": "let op",
    "spoor.kolom.bewijs": "bewijs",
    "spoor.kolom.bron": "bron",
    "spoor.kolom.status": "stand van de verbinding",
    "spoor.kolom.zoekdatum": "gezocht op",
}
