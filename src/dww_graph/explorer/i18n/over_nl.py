"""Nederlandse tekst van de pagina "Over", taalniveau B1."""

from __future__ import annotations

from typing import Final

OVER_NL: Final[dict[str, str]] = {
    "over.kop": "Over deze graaf",
    "over.zin": "Wat dit is, hoe het gemaakt is, en wat u er wel en niet uit mag afleiden.",
    "over.programma.kop": "Het programma",
    "over.programma.tekst": (
        "DOEN WAT WERKT is een Nederlands onderzoeksprogramma over de jeugdzorg. Het duurt zes jaar en kreeg in 2023 "
        "geld van de Nationale Wetenschapsagenda. De Hogeschool van Amsterdam en de Universiteit van Amsterdam leiden "
        "het.\n\n"
        "Het programma werkt met **drie kernelementen**. Van het eerste weten we de naam zeker: samenwerken en samen "
        "beslissen met ouders en jeugdigen. De andere twee hebben we afgeleid. Ze heten hier daarom *voorlopig*."
    ),
    "over.ontologie.kop": "De bouwstenen",
    "over.ontologie.tekst": (
        "Een **werkzaam element** is een deel van hulp waarvan we denken of weten dat het werkt. **Handelingskennis** "
        "is weten hoe u zo’n element vorm geeft: in een beroepssituatie, met een cliënttype, in een beroepscontext. "
        "Een **bewijsverbinding** legt uit wat een bron over zo’n kaart zegt. Elke verbinding heeft een reden, een "
        "maker, een datum en een status.\n\n"
        "Uitspraken van het programma, zoals ‘leren leidt tot betere zorg’, staan er als **aanname** in. Ze zijn geen "
        "feit en krijgen zelf ook bewijs voor en tegen."
    ),
    "over.ontologie.getal": "Deze generatie telt {begrippen} werkzame elementen en {triples} feiten.",
    "over.methode.kop": "Hoe handelingskennis op tafel komt",
    "over.methode.tekst": (
        "Professionals weten veel dat nergens staat. Met een interview, een teruggekeken video of een nagesprek komt "
        "die kennis op tafel. Bij elke kaart staat welke manier is gebruikt. Wat iemand achteraf vertelt, is een "
        "reconstructie. Het bewijst niet wat er op dat moment gebeurde.\n\n"
        "De eigen woorden van de professional blijven staan. Wij voegen nooit twee kaarten samen tot één ‘beste "
        "aanpak’."
    ),
    "over.sterkte.kop": "Hoe sterk het bewijs is",
    "over.sterkte.tekst": (
        "Wij geven **geen rapportcijfer**. Bij elke verbinding ziet u losse gegevens, met de reden:\n\n"
        "- *ondersteunt*, *nuanceert* of *spreekt tegen*. Alle drie staan even groot op het scherm.\n"
        "- de onderzoeksopzet. De rangorde van opzetten geldt alleen voor vragen over effect.\n"
        "- de directheid: dezelfde doelgroep, of overgedragen van een andere.\n"
        "- de zekerheid: laag, matig of hoog, als iemand dat oordeel heeft gegeven.\n"
        "- de status: alleen *vastgestelde* verbindingen tellen mee in de filters.\n\n"
        "De trede van de effectladder zegt hoe ver een aanpak is uitgewerkt, niet of zij werkt. De graaf leidt de trede "
        "af uit de kaart zelf, tot en met *theoretisch*. Hoger zetten kan alleen een mens. Een element erft nooit de "
        "erkenning van een interventie waar het in voorkomt. *Geen bewijs gevonden* betekent dat er gezocht is. *Nog "
        "geen bewijs* betekent dat er nog niet gezocht is."
    ),
    "over.privacy.kop": "Privacy",
    "over.privacy.tekst": (
        "In de graaf horen geen namen van cliënten of professionals. Het programma houdt nummers en adressen tegen. Op "
        "namen leest een collega elke kaart na. Over cliënten staan er alleen grove kenmerken, zoals een leeftijdsgroep. "
        "Over professionals staat er alleen een profiel: beroep, groep van ervaringsjaren en soort werkplek. Zonder "
        "toestemming komt een kaart er niet in. Trekt iemand de toestemming in, dan bouwt de beheerder de graaf opnieuw "
        "zonder die kaart.\n\n"
        "U ziet hier alleen de ring *openbaar*. Andere ringen staan in een ander bestand. Deze graaf is niet bedoeld "
        "om medewerkers te beoordelen."
    ),
    "over.illustratief.kop": "Wat verzonnen is",
    "over.illustratief.tekst": (
        "De kaarten waarmee u begint, hebben wij verzonnen. Ze laten zien hoe het werkt. Ze hebben het merk "
        "**Verzonnen voorbeeld**, ook in downloads. De bronnen waarnaar ze verwijzen, bestaan wel."
    ),
    "over.nietnagekeken.kop": "Wat niet nagekeken is",
    "over.nietnagekeken.tekst": (
        "- De namen van kernelement 2 en 3 in de woorden van het programma.\n"
        "- De lijsten met beroepssituaties, cliënttypen en beroepen. Die zijn van ons. Mensen uit de praktijk moeten "
        "ze nog bekijken.\n"
        "- De bevindingen komen uit samenvattingen. De volledige artikelen zijn niet gelezen.\n"
        "- Sommige bronnen zagen we alleen als citaat in een ander stuk, of kennen we uit het geheugen. Dat staat "
        "erbij.\n"
        "- Of een beroepssituatie een geregistreerde professional vraagt. Dat is onze schatting."
    ),
    "over.nietnagekeken.bronnen": "Bronnen die nog niet bij de bron zelf zijn nagekeken",
    "over.licentie.kop": "Licenties",
    "over.licentie.tekst": (
        "De software heeft de licentie Apache 2.0. De eigen teksten en begrippen hebben de licentie CC BY 4.0. "
        "Titels en cijfers van anderen zijn citaten; daarvoor geldt het recht van de maker."
    ),
    "over.toegankelijk.kop": "Toegankelijkheid",
    "over.toegankelijk.tekst": (
        "Elk scherm wordt automatisch getest op de regels van WCAG 2.1 AA, licht en donker. Bij elk plaatje hoort een "
        "tabel die hetzelfde zegt."
    ),
    "over.versie": "Generatie {nummer}, gebouwd op {datum}. Vingerafdruk: {sha}",
}
