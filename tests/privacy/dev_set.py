"""Invented sentences of youth care; what is suspect stands between brackets with its kind behind a bar. Nobody in it exists."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKED = re.compile(r"\[([^\]|]+)\|([a-z-]+)\]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and the stretches of it that must be shown to a person, with their kinds."""

    text: str
    marked: tuple[tuple[str, str], ...]


MARKED = """
Ik belde [Karel de Vries|naam] en vroeg hoe het met zijn dochter ging.
[Ayşe Çelik|naam] wilde liever met een vrouw praten.
Vorige week zat [Bilal|naam] drie uur op zijn kamer.
De leerkracht van basisschool [De Regenboog|instelling] hing meteen op.
Volgens mevrouw [Van den Heuvel|naam] was dat nooit zo afgesproken.
Meneer [Jansen|naam] kwam te laat en zei niets.
Toen [Fatima|naam] binnenkwam, werd het stil in de groep.
Zij kwamen uit [Eritrea|plaats] en woonden eerst in [Zwolle|plaats].
[Nguyễn|naam] heeft twee broertjes en een zusje.
Bij [Huize Avondrood|instelling] mocht hij maar een keer per week bellen.
Ik heb [Jean-Pierre|naam] uitgelegd waarom we dat doen.
Oma [Truus|naam] past op woensdag op.
Juf [Anneke|naam] belde omdat hij niet op school was.
De vader van [Sem|naam] is [Pools|plaats] en werkt in de kas.
[O'Brien|naam] schreef het verslag pas na een week.
Het gezin [Bakker|naam] kreeg eerst hulp van het wijkteam.
Hij heet [Youssef|naam] en praat weinig.
Mijn collega [Sanne|naam] nam het over toen ik vastliep.
Ze werd geplaatst bij pleegmoeder [Ria Hofstra|naam].
We reden samen naar [Almelo|plaats] om zijn spullen te halen.
Op het [Vechtdal College|instelling] wist niemand ervan.
De mentor van [Noor|naam] stelde een wandeling voor.
In de [Tulpenstraat|plaats] kent iedereen dat gezin.
[J. de Wit|naam] en [P.K. Smit|naam] tekenden het plan.
Daarna ging [Mohammed El Idrissi|naam] met zijn oom mee.
Ik zei tegen [Roos|naam] dat ze mocht blijven zitten.
Bij voetbalclub [De Adelaar|instelling] is hij weer welkom.
[MIRJAM|naam] gooide de deur dicht.
Gisteren was [fatima|naam] weer boos op de groepsleiding.
Haar moeder woont in [rotterdam|plaats] en komt bijna nooit.
Dokter [Verhoeven|naam] gaf hem andere pillen.
Hij zat op groep '[de vlinders|instelling]' en huilde veel.
De auto met kenteken [12-GHT-3|nummer] stond voor de deur.
Onder dossiernummer [2024/10388|nummer] staat alles.
Haar zusje [Zeynep|naam] sliep erdoorheen.
[Karels|naam] vader wilde niet meewerken.
Wij kennen [Dilara Yıldız|naam] al sinds de zomer.
Het bleek dat opa [Wim|naam] altijd mee at.
De [Syrische|plaats] buurvrouw hielp met vertalen.
Stichting [Het Lichtpunt|instelling] betaalde zijn fiets.
[Daan|naam] zei: "Ik wil naar [Emma|naam] toe."
Pas in [Deventer|plaats] durfde hij te vertellen wat er was.
Ik vroeg of [Lieke van der Molen|naam] erbij kon zijn.
Op de [Kameleon|instelling] heeft hij nu een vaste plek.
De rechter noemde [Aaliyah|naam] dapper.
Toen ik bij [Xander|naam] thuis kwam, lag er post van een jaar.
De jongen uit [Heerhugowaard|plaats] wilde alleen met mij praten.
Zijn begeleider bij [Jeugdhuis De Schakel|instelling] ging weg.
[Tomasz Kowalski|naam] leerde snel Nederlands.
Tante [Bep|naam] kwam met soep.
"Kom maar, [Milan|naam]," zei ik, "we doen het samen."
De pleegouders in [Drachten|plaats] hadden nooit een training gehad.
[Shaniqua|naam] kwam met haar tas vol wasgoed.
Ik sprak af met de moeder van [Wolf|naam].
Het team van [Zuidzorg|instelling] kon pas na de zomer.
"""

CLEAN = """
De GI vroeg een OTS aan en Veilig Thuis deed onderzoek.
Ik werk met Signs of Safety en soms met Families First.
Groepsleiders wachten tot de spanning zakt.
Als moeder belt, zeg ik: Ik kom eraan.
In fase K07 past dit bij B36 en C9.1.
Multisysteemtherapie werkt bij ernstige gedragsproblemen.
Wij gebruiken de MASIC en de SDQ bij elke start.
Volgens De Vries (2015) hangt dat samen met de alliantie.
Van der Helm et al. (2018) vonden een open leefklimaat belangrijk.
Drie Huizen is een fijne manier om te beginnen.
LVB'ers hebben meer tijd nodig; GI's weten dat.
Bijv. een kookwekker, o.a. voor jongeren met ADHD.
De Jeugdwet en de AVG staan dat toe.
Op maandag en in maart plannen we het MDO.
Nederland heeft 42 jeugdregio's.
Kinderen met PTSS krijgen soms EMDR.
Een tikkende wekker helpt. Niemand hoeft hem uit te dagen.
De Raad voor de Kinderbescherming komt later.
Ik stuur een berichtje via WhatsApp en bel daarna.
Onvoorspelbaarheid maakt jongeren bang.
"Ga maar zitten," zei ik. "We hebben de tijd."
1. Doelen stellen. 2. Samen kiezen. 3. Terugkijken.
Artikel 1:255 BW gaat over de ondertoezichtstelling.
Uithuisplaatsing is het laatste middel.
Evalueer elke week met het hele gezin.
Zij zat in havo 3 en wilde naar het mbo.
De effectgrootte was d = 0.35 (95% CI 0.12-0.58).
Wat werkt: rust, ruimte en een vaste begeleider.
Piaget en Bowlby komen in elke opleiding voor.
Krachtgericht werken vraagt oefening.
Op bladzij XXIII en XXVII verandert dat.
Wij zagen LVBers, GIs en twee OTSen.
"""


def sentences(text: str) -> list[Sentence]:
    """Return the sentences of a set, one a line."""
    return [_read(line) for line in text.strip().splitlines()]


def _read(line: str) -> Sentence:
    return Sentence(_MARKED.sub(r"\1", line), tuple((found[1], found[2]) for found in _MARKED.finditer(line)))

