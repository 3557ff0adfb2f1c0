"""The numbers of the trace and of one card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final
from urllib.parse import unquote

from tests.app.counts import NO_EVIDENCE, RESEARCH, STANCES, Facts, iri, stands
from tests.app.counts_of_traces import Trace
from tests.app.number_rows import Look, N, Numbers, Row, amount, bare, one, plural, text

from dww_graph.explorer.i18n import CATALOGUES, Lang


@cache
def _traced(facts: Facts, outcome: str, here: frozenset[str]) -> Trace:
    return Trace(facts, outcome, here)


def _trace(look: Look) -> Trace:
    blocks = (line.where.partition("@")[0] for line in look.screen.lines if line.where.startswith("button "))
    return _traced(look.facts, look.scene.one("uitkomst"), frozenset(each.removeprefix("button ") for each in blocks))


def _first_words(lang: Lang) -> str:
    waiting, drafts = f"(?: {plural(lang, 'spoor.wacht', 'Wacht')})?", f"(?: {text(lang, 'spoor.hierin')})*"
    return f"{amount(lang)} {plural(lang, 'spoor.gaten', 'Gaten')}{waiting}{drafts}(?: {text(lang, 'spoor.illustratief')})?"


def _first_numbers(look: Look) -> Numbers:
    trace = _trace(look)
    waiting = {"Wacht": str(trace.waiting())} if trace.waiting() else {}
    return {"N": trace.cards(), "Gaten": str(trace.gaps()), **waiting}


NAMES: Final = dict(zip(("Voor", "Soms", "Tegen"), STANCES, strict=True))


def _stance_words(title: str, searched: bool) -> Callable[[Lang], str]:
    def words(lang: Lang) -> str:
        told = " ".join(f"(?P<{name}>{N}) × {text(lang, f'relatie.{stance}')}" for name, stance in NAMES.items())
        more = f"(?: {plural(lang, 'spoor.gezocht', 'Gezocht')})?" if searched else ""
        return f"{text(lang, title)} {told}{more}"

    return words


def _stance_numbers(by_cards: bool) -> Callable[[Look], Numbers]:
    def numbers(look: Look) -> Numbers:
        told = {name: str(_trace(look).links(stance, by_cards)) for name, stance in NAMES.items()}
        searched = _trace(look).links("geen-bewijs-gevonden", by_cards)
        return told | ({"Gezocht": str(searched)} if searched else {})

    return numbers


def _steps(lang: Lang, name: str = "N") -> str:
    return plural(lang, "spoor.stappen", name)


def _more(lang: Lang) -> str:
    """Write what stands for things that are not drawn, as a pattern: `nog 4 kaarten`."""
    names = ("elementen", "bronnen", "leeruitkomsten")
    several = [plural(lang, f"spoor.nog.{name}", f"Nog{at}") for at, name in enumerate(names)]
    return f"(?:{'|'.join([text(lang, 'spoor.nog.kaarten', aantal=amount(lang, 'Nog')), *several])})"


def _block(look: Look) -> Numbers:
    trace, place = _trace(look), look.found["plek"]
    more = {name: trace.left_out(place) for name in look.found if name.startswith("Nog")}
    return {**({"N": str(trace.through(place))} if "N" in look.found else {}), **more}


def _chosen(look: Look) -> Numbers:
    asked, trace = look.scene.one("lijn").split("~") if look.scene.one("lijn") else [look.scene.one("knoop")], _trace(look)
    return {"N": str(trace.chosen(*asked)), "Totaal": str(len(trace.steps))}


def _not_drawn(look: Look) -> Numbers:
    """Give the numbers themselves, when they are those of all that is not drawn and the picture holds no more than it may."""
    trace, told = _trace(look), sorted(re.findall(N, look.found["Wat"]))
    wanted = sorted(trace.left_out(place) for place in trace.not_drawn())
    most = look.found["Meest"] if len(trace.here) <= int(look.found["Meest"]) else "too many"
    return {"Meest": most, "Wat": look.found["Wat"] if told == wanted else " ".join(wanted)}


def _table_part(look: Look) -> Numbers:
    """Count the rows of the table: each ends in a cell that says what to mind."""
    words = CATALOGUES[look.scene.lang]
    rows = look.screen.at(rf"td [^|]*\|{words['kolom.relatie']}@.*")
    return {"N": str(len(rows)), "Totaal": str(len(_trace(look).steps))}


TRACE: Final = (
    Row("spoor", "div dww-row", _first_words, _first_numbers),
    Row("spoor", "div dww-row", _stance_words("spoor.telling.onderzoek", searched=True), _stance_numbers(by_cards=False)),
    Row("spoor", "div dww-row", _stance_words("spoor.telling.praktijk", searched=False), _stance_numbers(by_cards=True)),
    Row("spoor", "named (?P<plek>.+)", lambda lang: f"(?:{_more(lang)}|.+?) ?, {_steps(lang)}", _block),
    Row("spoor", "button (?P<plek>.+)", _more, _block),
    Row("spoor", "flow (?P<van>.+) → (?P<naar>.+)", lambda lang: f".+: {_steps(lang)}",
        one(lambda look: _trace(look).through(look.found["van"], look.found["naar"]))),
    Row("spoor", "p dww-soft", lambda lang: text(lang, "spoor.gekozen.aantal", n=f"(?P<N>{N})", totaal=_steps(lang, "Totaal")),
        _chosen),
    Row("spoor", "info .*", lambda lang: text(lang, "spoor.nietgetekend", meest=f"(?P<Meest>{N})", wat="(?P<Wat>.+)"),
        _not_drawn),
    Row("spoor", "info .*", lambda lang: text(lang, "spoor.tabel.deel", n=f"(?P<N>{N})", totaal=_steps(lang, "Totaal")),
        _table_part),
    Row("spoor", r"page_link dwwlink-lijn-\d+@.*lijn=(?P<van>[^&]+)(?:~|%7E)(?P<naar>[^&]+).*", bare(r".+ \(", r"\)"),
        one(lambda look: _trace(look).through(*(unquote(look.found[name]) for name in ("van", "naar"))))),
)  # fmt: skip


def _under(look: Look, outcome: str) -> str:
    return f"{iri(outcome)} dww:richtZichOp ?el . ?kaart dww:geeftVormAan/skos:broader* ?el ."


def _of_outcome(look: Look) -> str:
    """Count the cards of a learning outcome, or those of which research says one thing."""
    words, head = CATALOGUES[look.scene.lang], look.found["kop"]
    stances = {words[f"relatie.{stance}"]: stance for stance in STANCES} | {words["facet.bewijs.geen"]: NO_EVIDENCE}
    said = f"{{ {stands(stances[head])} }}" if head in stances else ""
    return look.facts.shown(f"{said} {_under(look, look.found['lu'])}")


def _large_words(lang: Lang) -> str:
    stances = [f"(?P<{name}>{N}) × {text(lang, f'relatie.{stance}')}" for name, stance in NAMES.items()]
    return " ".join([text(lang, "spoor.telling.kaarten"), *stances, f"(?P<Niets>{N}) × {text(lang, 'facet.bewijs.geen')}"])


def _large_numbers(look: Look) -> Numbers:
    under = _under(look, f"leeruitkomst/{look.scene.one('uitkomst')}")
    return {name: look.facts.shown(f"{{ {stands(key)} }} {under}") for name, key in {**NAMES, "Niets": NO_EVIDENCE}.items()}


def _large(look: Look) -> Numbers:
    """Count all cards, and those of which the table below holds steps."""
    cells = (re.match(r"td element/[^+|]+\+(handelingskennis/[^|]+)\|", line.where) for line in look.screen.lines)
    return {"N": _trace(look).cards(), "Gelezen": str(len({cell[1] for cell in cells if cell}))}


def _large_first(lang: Lang) -> str:
    drafts = f"(?: {text(lang, 'spoor.hierin')})*"
    return f"{amount(lang)}{drafts}(?: {text(lang, 'spoor.illustratief')})?"


LARGE: Final = (
    Row("spoor", r"td (?P<lu>leeruitkomst/[^|+]+)\|(?P<kop>.+)", bare(), one(_of_outcome)),
    Row("spoor", "div dww-row", _large_words, _large_numbers),
    Row("spoor", "div dww-row", _large_first, one(lambda look: _trace(look).cards())),
    Row("spoor", "info .*", lambda lang: text(lang, "spoor.groot", aantal=amount(lang), n=f"(?P<Gelezen>{N})"), _large),
)  # fmt: skip
"""The numbers of a trace that is too large to be read whole."""


def _linked(look: Look) -> str:
    """Say that ?bewijs is research that people accepted for the card, of the stance that is read."""
    return (f"?link dww:heeftOnderwerp {_card(look)} ; dww:relatietypeVan rt:{look.found['relatie']} ; "
            f"dww:status st:vastgesteld ; dww:heeftBewijs ?bewijs . {RESEARCH} ?bewijs a ?soort .")


def _card(look: Look) -> str:
    code = look.scene.one("id")
    (card,) = look.facts.refs(f"SELECT ?k WHERE {{ ?k a dww:Handelingskennis ; dcterms:identifier '{code}' }}")
    return iri(card)


def _research(look: Look) -> Numbers:
    words, told = CATALOGUES[look.scene.lang], []
    for kind in ("Bevinding", "Aanbeveling"):
        number = look.facts.number("?bewijs", f"{_linked(look)} ?bewijs a dww:{kind}")
        key = f"sterkte.soort.{kind.lower()}.{'een' if number == 1 else 'meer'}"
        told += [words[key].format(n=number)] if number else []
    same = sorted(re.split(f" {words['zin.en']} ", look.found["Wat"])) == sorted(told)
    sources = look.facts.number("?bron", f"{_linked(look)} ?bewijs dww:gerapporteerdIn ?bron")
    return {"Wat": look.found["Wat"] if same else " ".join(told), "Bronnen": str(sources)}


def _same(look: Look, wanted: Iterable[tuple[str, str]]) -> Numbers:
    """Give the words with a number each as they stand there, when they are the wanted ones; one alone has no number."""
    told, held = look.found["Wat"], sorted(wanted)
    here = re.findall(r"(?:^|, )([^,]+) \((\d+)\)", told) or [(told, "1")]
    return {"Wat": told if sorted(here) == held else str(held)}


def _tallied(way: str, of: str = "") -> Callable[[Look], Numbers]:
    """Count the research of a stance by a value: `way` leads to it, `of` says of which research."""

    def count(look: Look) -> Numbers:
        lang = look.scene.lang
        rows = look.facts.rows(f"""SELECT ?naam (COUNT(DISTINCT ?link) AS ?n) WHERE {{ {_linked(look)} {of}
          OPTIONAL {{ {way} ?x . ?x skos:prefLabel ?naam FILTER(LANG(?naam) = '{lang}') }} }} GROUP BY ?naam""")
        unknown = CATALOGUES[lang]["sterkte.onbekend"]
        return _same(look, ((name.value if name else unknown, number.value) for name, number in rows if number))

    return count


def _checked(look: Look) -> Numbers:
    words = CATALOGUES[look.scene.lang]
    rows = look.facts.rows(f"""SELECT ?v (COUNT(DISTINCT ?link) AS ?n) WHERE {{
      {_linked(look)} OPTIONAL {{ ?bewijs dww:verificatieVan ?v }} }} GROUP BY ?v""")
    slugs = ((value.value.rsplit("/", 1)[-1] if value else "", number) for value, number in rows)
    return _same(look, ((words[f"verificatie.{slug}" if slug else "sterkte.onbekend"], n.value) for slug, n in slugs if n))


def _waiting(look: Look) -> Numbers:
    open_ = "?status . VALUES ?status { st:voorgesteld st:besproken }"
    said = f"?v dww:heeftOnderwerp {_card(look)} ; dww:heeftBewijs|dww:heeftBewijsbron ?bewijs ; dww:status {open_}"
    said += " FILTER(!STRSTARTS(STR(?bewijs), STR(<https://w3id.org/dww/id/handelingskennis/>)))"
    by_program = "?v prov:wasAttributedTo/a prov:SoftwareAgent"
    machine = look.facts.number("?v", f"{said} {{ ?v dww:modelscore ?m }} UNION {{ {by_program} }} {said}")
    return {"N": str(look.facts.number("?v", said)), **({"Machine": str(machine)} if machine else {})}


def _practice(look: Look) -> Numbers:
    """Count what other cards do to this one: they are the evidence, this card is the subject."""
    rows = look.facts.rows(f"""SELECT ?r (COUNT(DISTINCT ?v) AS ?n) WHERE {{ ?v dww:heeftOnderwerp {_card(look)} ;
      dww:relatietypeVan ?r ; dww:status st:vastgesteld ; dww:heeftBewijs ?k . ?k a dww:Handelingskennis }} GROUP BY ?r""")
    words = CATALOGUES[look.scene.lang]
    return _same(look, ((words[f"relatie.{r.value.rsplit('/', 1)[-1]}"], n.value) for r, n in rows if r and n))


IN_STANCE: Final = "p@dww-stance dww-r-(?P<relatie>[a-z-]+)"
TOLD: Final = "(?P<Wat>.+?)"


def _waiting_words(lang: Lang) -> str:
    return f"{plural(lang, 'sterkte.wacht')}(?: {plural(lang, 'sterkte.wacht.machine', 'Machine')})?"


def _certainty_words(lang: Lang) -> str:
    named = enumerate(("sterkte.zekerheid", "sterkte.zekerheid.een", "sterkte.zekerheid.niemand"))
    return f"(?:{'|'.join(text(lang, key, wat=TOLD.replace('Wat', f'Wat_{at}')) for at, key in named)})"


CARD: Final = (
    Row("kaart", IN_STANCE,
        lambda lang: text(lang, "sterkte.uit", wat="(?P<Wat>.+)", bronnen=plural(lang, "bewijskaart.bronnen", "Bronnen")),
        _research),
    Row("kaart", IN_STANCE, lambda lang: text(lang, "sterkte.opzet", wat=TOLD),
        _tallied("?bewijs dww:studieopzetVan", "?bewijs a dww:Bevinding .")),
    Row("kaart", IN_STANCE, lambda lang: text(lang, "sterkte.directheid", wat=TOLD), _tallied("?link dww:directheidVan")),
    Row("kaart", IN_STANCE, _certainty_words, _tallied("?link dww:zekerheidsoordeelVan")),
    Row("kaart", IN_STANCE, lambda lang: text(lang, "sterkte.nagekeken", wat=TOLD), _checked),
    Row("kaart", "li@dww-reasons", _waiting_words, _waiting),
    Row("kaart", "li@dww-reasons", lambda lang: text(lang, "sterkte.praktijk", wat=TOLD), _practice),
)  # fmt: skip
ROWS: Final = (*TRACE, *CARD)
