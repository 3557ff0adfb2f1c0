"""Facts about the concept schemes in ontology/begrippen: counts, labels, definitions, hierarchy and marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

FOLDER = Path(__file__).resolve().parents[2] / "ontology" / "begrippen"
ID = "https://w3id.org/dww/id/"
DWW = "https://w3id.org/dww/def#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ONE_EACH = {"nl": 1, "en": 1}

# scheme -> (kind in the IRI, class, number of concepts).
# The design table says "56 concepts under 4 top concepts". Counting its rows gives 53 elements below A-D;
# 56 is reached only with the three kernelementen K1-K3. The scheme elementen therefore holds 4 + 53 = 57.
SCHEMES: dict[str, tuple[str, str, int]] = {
    "agencyfacetten": ("agency", "Agencyfacet", 4), "begripsstatus": ("begripsstatus", "Begripsstatus", 3),
    "beroepen": ("beroep", "Beroep", 22), "celoordelen": ("celoordeel", "Celoordeel", 6),
    "clienttypen": ("clienttype", "Clienttype", 54),
    "contexten": ("context", "Beroepscontext", 16), "directheid": ("directheid", "Directheid", 2),
    "effectladder": ("effectladder", "Bewijsniveau", 5), "elementen": ("element", "WerkzaamElement", 57),
    "erkenning": ("erkenning", "Erkenningsniveau", 4), "ervaring": ("ervaring", "Ervaringsklasse", 4),
    "expliciteren": ("methode", "Expliciteringsmethode", 11), "fasen": ("fase", "Fase", 5),
    "interactievormen": ("interactie", "Interactievorm", 8),
    "kernelementen": ("element", "WerkzaamElement", 3), "leerplekken": ("leerplek", "Leerplek", 3),
    "leerprocestypen": ("leerwijze", "Leerwijze", 3), "leerrollen": ("leerrol", "Leerrol", 8),
    "mechanismen": ("mechanisme", "Werkingsmechanisme", 10), "modaliteit": ("modaliteit", "Modaliteit", 5),
    "niveaus": ("niveau", "Onderwijsniveau", 5), "relatietypen": ("relatietype", "Relatietype", 8),
    "richtingen": ("richting", "Richting", 2), "situaties": ("situatie", "Beroepssituatie", 28),
    "statussen": ("status", "Verbindingsstatus", 5), "studieopzet": ("studieopzet", "Studieopzet", 11),
    "uitkomsten": ("uitkomst", "Uitkomst", 4), "verificatie": ("verificatie", "Verificatie", 3),
    "werkpakketten": ("werkpakket", "Werkpakket", 6), "zekerheid": ("zekerheid", "Zekerheidsoordeel", 3),
    "zichtbaarheid": ("zichtbaarheid", "Zichtbaarheid", 3),
}  # fmt: skip
FACETS = {"leeftijd": 7, "probleemgebied": 16, "gezinsvorm": 9, "kader": 4, "zorgvorm": 13}
IJW = {
    "ambulant": "45", "netwerk": "34", "dagbehandeling": "41", "pleegzorg": "35", "gezinsgericht": "36",
    "jeugdzorgplus": "37", "residentieel": "38", "crisis": "46", "jeugdreclassering": "47",
    "jeugdbescherming": "48", "jeugd-ggz": "54", "verblijf-behandeling": "43",
}  # fmt: skip
NOT_VERIFIED_ELEMENTS = {"a6", "b2", "b5", "b6", "c1-5", "c8", "c9", "c9-1", "c9-2", "d3", "d5", "k2", "k3"}
Concepts = dict[str, set[str]]


@pytest.fixture(scope="module")
def store() -> Store:
    """All scheme files in one in-memory store."""
    loaded = Store()
    for path in sorted(FOLDER.glob("*.ttl")):
        loaded.load(path=str(path), format=RdfFormat.TURTLE)
    return loaded


@pytest.fixture(scope="module")
def members(store: Store) -> Concepts:
    """Scheme name -> IRIs of its concepts."""
    found: Concepts = defaultdict(set)
    for quad in pairs(store, SKOS + "inScheme"):
        found[short(quad.object).removeprefix("schema/")].add(iri(quad.subject))
    return dict(found)


def iri(node: object) -> str:
    """The IRI text of a named node; anything else is a fault."""
    assert isinstance(node, NamedNode), f"geen IRI: {node}"
    return node.value


def short(node: object) -> str:
    """The part of an IRI after .../id/, e.g. element/a5."""
    return iri(node).removeprefix(ID)


def pairs(store: Store, predicate: str) -> list[Quad]:
    """Every quad with this predicate."""
    return list(store.quads_for_pattern(None, NamedNode(predicate), None))


def values(store: Store, subject: str, predicate: str) -> list[object]:
    """Objects of one subject and predicate."""
    return [q.object for q in store.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None)]


def texts(store: Store, subject: str, predicate: str) -> dict[str, list[str]]:
    """Language -> texts of one property; a text without a language is under ''."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in values(store, subject, predicate):
        assert isinstance(node, Literal)
        found[node.language or ""].append(node.value)
    return dict(found)


def per_language(store: Store, subject: str, predicate: str) -> dict[str, int]:
    """Language -> number of texts."""
    return {lang: len(found) for lang, found in texts(store, subject, predicate).items()}


def one_text(store: Store, subject: str, predicate: str) -> str:
    """The single plain string of a property."""
    (found,) = texts(store, subject, predicate)[""]
    return found


def targets(store: Store, subject: str, predicate: str) -> set[str]:
    """Short names of the IRIs a property points to."""
    return {short(node) for node in values(store, subject, predicate)}


def literals(store: Store, predicate: str, datatype: str = "string") -> dict[str, str]:
    """Short name of the subject -> its only value; all values have the datatype given."""
    found = [q.object for q in pairs(store, predicate)]
    assert {n.datatype.value.partition("#")[2] for n in found if isinstance(n, Literal)} == {datatype}
    return {short(q.subject): one_text(store, iri(q.subject), predicate) for q in pairs(store, predicate)}


def everything(members: Concepts) -> list[str]:
    """All concept IRIs, sorted."""
    return sorted(set().union(*members.values()))


def test_every_scheme_has_the_expected_number_of_concepts(members: Concepts) -> None:
    """311 concepts in 31 schemes; one file a scheme, only kernelementen share a file (elementen.ttl)."""
    assert {p.stem for p in FOLDER.glob("*.ttl")} == set(SCHEMES) - {"kernelementen"}
    assert {name: len(found) for name, found in members.items()} == {n: s[2] for n, s in SCHEMES.items()}
    assert len(everything(members)) == 311


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_concepts_of_a_scheme_have_its_class_and_kind(store: Store, members: Concepts, scheme: str) -> None:
    """Every concept is a skos:Concept and of the class of its scheme, under the kind of its scheme."""
    kind, cls, _ = SCHEMES[scheme]
    for concept in members[scheme]:
        assert re.fullmatch(re.escape(f"{ID}{kind}/") + "[a-z0-9-]+", concept)
        assert {iri(t) for t in values(store, concept, RDF_TYPE)} == {SKOS + "Concept", DWW + cls}


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_a_scheme_states_name_definition_version_and_date(store: Store, scheme: str) -> None:
    """A scheme has one name and definition a language, version 0.1.0 and a date as plain string."""
    subject = f"{ID}schema/{scheme}"
    assert [iri(t) for t in values(store, subject, RDF_TYPE)] == [SKOS + "ConceptScheme"]
    for predicate in (SKOS + "prefLabel", SKOS + "definition", DCTERMS + "title"):
        assert per_language(store, subject, predicate) == ONE_EACH
    assert one_text(store, subject, OWL + "versionInfo") == "0.1.0"
    assert one_text(store, subject, DCTERMS + "issued") == "2026-11-23"


def test_every_concept_has_label_and_definition_in_both_languages(store: Store, members: Concepts) -> None:
    """NL-SBB: one preferred label a language, and a definition."""
    for concept in everything(members):
        for predicate in (SKOS + "prefLabel", SKOS + "definition"):
            assert per_language(store, concept, predicate) == ONE_EACH, (concept, predicate)
            assert all(t[0].strip() for t in texts(store, concept, predicate).values()), concept


def test_definitions_are_sentences_of_their_own(store: Store, members: Concepts) -> None:
    """No two concepts share a definition, none repeats its label, each is more than a word or two."""
    for lang in ONE_EACH:
        seen: dict[str, str] = {}
        for concept in everything(members):
            (text,) = texts(store, concept, SKOS + "definition")[lang]
            (label,) = texts(store, concept, SKOS + "prefLabel")[lang]
            assert text.endswith((".", "?")) and len(text.split()) >= 4, (concept, text)
            assert not text.lower().startswith((f"{label} is ".lower(), f"een {label} is ".lower())), concept
            assert seen.setdefault(text, concept) == concept, (concept, seen[text])


def test_notes_and_examples_come_in_both_languages(store: Store, members: Concepts) -> None:
    """A note or example in Dutch has its English twin."""
    for concept in everything(members):
        for predicate in (SKOS + "scopeNote", SKOS + "example"):
            assert per_language(store, concept, predicate) in ({}, ONE_EACH), (concept, predicate)


@pytest.mark.parametrize("scheme", sorted(SCHEMES))
def test_a_label_names_one_concept_of_a_scheme(store: Store, members: Concepts, scheme: str) -> None:
    """No two concepts share a preferred label or notation; no synonym is the preferred label of another."""
    notations = [n for c in members[scheme] for n in texts(store, c, SKOS + "notation").get("", [])]
    assert len(notations) == len(set(notations))
    for lang in ONE_EACH:
        owner: dict[str, str] = {}
        for concept in sorted(members[scheme]):
            (label,) = texts(store, concept, SKOS + "prefLabel")[lang]
            assert owner.setdefault(label.lower(), concept) == concept, label
        for concept in members[scheme]:
            for predicate in (SKOS + "altLabel", SKOS + "hiddenLabel"):
                for label in texts(store, concept, predicate).get(lang, []):
                    assert label.lower() not in owner, (concept, label)


def test_synonyms_that_name_two_client_types_are_known(store: Store, members: Concepts) -> None:
    """Only two Dutch synonyms stand in two facets (kader and zorgvorm); a card must use the slug there."""
    lists = [texts(store, c, SKOS + "altLabel").get("nl", []) for c in members["clienttypen"]]
    seen = Counter(label for labels in lists for label in labels)
    assert {label for label in seen if seen[label] > 1} == {"jeugdbescherming", "jeugdreclassering"}


def test_every_concept_has_one_place_in_one_scheme(store: Store, members: Concepts) -> None:
    """A concept is in exactly one scheme, and is either top concept or has exactly one broader concept."""
    for concept in everything(members):
        assert len(targets(store, concept, SKOS + "inScheme")) == 1, concept
        tops = targets(store, concept, SKOS + "topConceptOf")
        broader = targets(store, concept, SKOS + "broader")
        assert len(tops) + len(broader) == 1, concept


def test_top_concepts_are_named_from_both_sides(store: Store) -> None:
    """HasTopConcept and topConceptOf say the same, within the scheme of the concept."""
    down = {(short(q.subject), short(q.object)) for q in pairs(store, SKOS + "hasTopConcept")}
    up = {(short(q.object), short(q.subject)) for q in pairs(store, SKOS + "topConceptOf")}
    assert down == up
    for scheme, concept in up:
        assert targets(store, ID + concept, SKOS + "inScheme") == {scheme}


def test_broader_stays_in_the_scheme_and_has_no_cycle(store: Store) -> None:
    """Every walk upwards ends at a top concept of the same scheme."""
    parent = {short(q.subject): short(q.object) for q in pairs(store, SKOS + "broader")}
    for start in parent:
        walked = [start]
        while walked[-1] in parent:
            assert parent[walked[-1]] not in walked, walked
            walked.append(parent[walked[-1]])
        tops = targets(store, ID + walked[-1], SKOS + "topConceptOf")
        assert tops == targets(store, ID + start, SKOS + "inScheme"), start


def test_every_concept_has_status_source_and_mark(store: Store, members: Concepts) -> None:
    """A source with 'niet geverifieerd' or 'citaat' goes with a mark that is not geverifieerd."""
    for concept in everything(members):
        assert len(targets(store, concept, DWW + "begripsstatus")) == 1, concept
        marks = targets(store, concept, DWW + "verificatieVan")
        assert len(marks) <= 1, concept
        if re.search("niet geverifieerd|citaat", one_text(store, concept, DCTERMS + "source")):
            assert marks in ({"verificatie/niet-geverifieerd"}, {"verificatie/alleen-citaat"}), concept


def test_every_iri_a_scheme_points_to_exists(store: Store) -> None:
    """No dangling concept: every .../id/ object is described in these files. No blank nodes either."""
    assert all(isinstance(q.subject, NamedNode) and isinstance(q.object, (NamedNode, Literal)) for q in store)
    described = {q.subject for q in store}
    pointed = {q.object for q in store if isinstance(q.object, NamedNode) and q.object.value.startswith(ID)}
    assert pointed <= described


def test_elements_stand_under_four_tops(store: Store, members: Concepts) -> None:
    """Tops A-D with 19, 8, 21 and 5 elements below them: 53, or 56 with the kernelementen."""
    assert targets(store, f"{ID}schema/elementen", SKOS + "hasTopConcept") == {f"element/{t}" for t in "abcd"}
    keys = {concept.removeprefix(f"{ID}element/") for concept in members["elementen"]}
    below = Counter(key[0] for key in keys if len(key) > 1)
    assert below == {"a": 19, "b": 8, "c": 21, "d": 5}
    assert sum(below.values()) + len(members["kernelementen"]) == 56


def test_notation_of_an_element_matches_iri_and_parent(store: Store, members: Concepts) -> None:
    """A5.4 is element/a5-4, directly under A5."""
    for concept in sorted(members["elementen"] | members["kernelementen"]):
        code = one_text(store, concept, SKOS + "notation")
        assert concept == f"{ID}element/{code.lower().replace('.', '-')}"
        if len(code) > 1 and not code.startswith("K"):
            above = code.rpartition(".")[0] or code[0]
            assert targets(store, concept, SKOS + "broader") == {f"element/{above.lower()}"}


def test_has_broader_element_equals_skos_broader(store: Store, members: Concepts) -> None:
    """In elementen both properties give the same direct parent; nothing else uses heeftBrederElement."""
    for concept in members["elementen"]:
        assert targets(store, concept, DWW + "heeftBrederElement") == targets(
            store, concept, SKOS + "broader"
        )
    assert {iri(q.subject) for q in pairs(store, DWW + "heeftBrederElement")} <= members["elementen"]


def test_kernelementen_are_provisional_and_mapped(store: Store, members: Concepts) -> None:
    """K1-K3 are voorlopig tops with a closeMatch to our own elements; only K1 is verified."""
    near = {"k1": {"a1", "a5"}, "k2": {"b1", "b2"}, "k3": {"a6-1", "c3"}}
    assert members["kernelementen"] == {f"{ID}element/{k}" for k in near}
    for key, match in near.items():
        concept = f"{ID}element/{key}"
        assert targets(store, concept, DWW + "begripsstatus") == {"begripsstatus/voorlopig"}
        assert targets(store, concept, SKOS + "closeMatch") == {f"element/{m}" for m in match}
    assert targets(store, f"{ID}element/k1", DWW + "verificatieVan") == {"verificatie/geverifieerd"}


def test_elements_with_an_unverified_source_carry_the_mark(store: Store, members: Concepts) -> None:
    """Exactly the rows marked [M] or inferred, and our own tops A-D, are niet-geverifieerd."""
    marked = {
        concept.removeprefix(f"{ID}element/")
        for concept in members["elementen"] | members["kernelementen"]
        if targets(store, concept, DWW + "verificatieVan") == {"verificatie/niet-geverifieerd"}
    }
    assert marked == NOT_VERIFIED_ELEMENTS | set("abcd")


def test_situations_have_a_phase_and_a_registration_estimate(store: Store, members: Concepts) -> None:
    """A situation has one phase, one registration estimate and a note that it is not verified."""
    assert len({short(q.object) for q in pairs(store, DWW + "fase")}) == 5
    assert Counter(literals(store, DWW + "vereistRegistratie", "boolean").values()) == {
        "true": 13,
        "false": 15,
    }
    for concept in members["situaties"]:
        assert len(targets(store, concept, DWW + "fase")) == 1, concept
        assert one_text(store, concept, DWW + "vereistRegistratie") in ("true", "false")
        notes = texts(store, concept, SKOS + "scopeNote")
        assert "niet geverifieerd" in notes["nl"][0] and "not verified" in notes["en"][0]
        assert targets(store, concept, DWW + "verificatieVan") == {"verificatie/niet-geverifieerd"}


def test_client_types_have_five_facets(store: Store) -> None:
    """Five facets with 7, 16, 9, 4 and 13 values."""
    tops = targets(store, f"{ID}schema/clienttypen", SKOS + "hasTopConcept")
    assert tops == {f"clienttype/{facet}" for facet in FACETS}
    found = Counter(short(q.object) for q in pairs(store, SKOS + "broader"))
    assert {facet: found[f"clienttype/{facet}"] for facet in FACETS} == FACETS


def test_ijw_codes_are_strings_marked_as_seen_through_a_third_party(store: Store) -> None:
    """Twelve of thirteen types of care have a cited, unverified code; a local team has none."""
    codes = literals(store, DWW + "ijwCode")
    assert codes == {f"clienttype/zorgvorm-{slug}": code for slug, code in IJW.items()}
    for concept, code in codes.items():
        assert targets(store, ID + concept, DWW + "verificatieVan") == {"verificatie/alleen-citaat"}
        (note,) = texts(store, ID + concept, SKOS + "scopeNote")["nl"]
        assert code in note and "derde" in note and "niet geverifieerd" in note


def test_our_own_field_lists_are_marked_not_verified(store: Store, members: Concepts) -> None:
    """Lists made by us are marked until practice has checked them; mechanisms are voorlopig too."""
    for scheme in ("situaties", "clienttypen", "contexten", "beroepen", "mechanismen"):
        for concept in members[scheme]:
            marks = targets(store, concept, DWW + "verificatieVan")
            assert marks and marks != {"verificatie/geverifieerd"}, concept
    for concept in members["mechanismen"]:
        assert targets(store, concept, DWW + "begripsstatus") == {"begripsstatus/voorlopig"}


def test_relation_types_speak_in_two_directions(store: Store) -> None:
    """Four relation types go from source to statement and four from statement to element."""
    directions = Counter(short(q.object) for q in pairs(store, DWW + "richting"))
    assert directions == {"richting/bron-naar-uiting": 4, "richting/uiting-naar-element": 4}


def test_study_designs_are_ranked_from_meta_analysis_to_theory(store: Store, members: Concepts) -> None:
    """Rank 1 is shared by meta-analysis and review; theory comes last; ranks are integers."""
    ranks = {key: int(rank) for key, rank in literals(store, DWW + "rangorde", "integer").items()}
    assert {ID + key for key in ranks} == members["studieopzet"]
    assert ranks["studieopzet/meta-analyse"] == ranks["studieopzet/review"] < ranks["studieopzet/rct"]
    assert sorted(ranks.values()) == [1, *range(1, ranks["studieopzet/theorie"] + 1)]


def test_work_packages_hang_together_in_both_directions(store: Store) -> None:
    """WP2 with WP3, WP4 and WP5; WP1 and WP6 have no stated tie."""
    ties = {(short(q.subject)[-3:], short(q.object)[-3:]) for q in pairs(store, DWW + "hangtSamenMet")}
    assert ties == {(a, b) for other in ("wp3", "wp4", "wp5") for a, b in (("wp2", other), (other, "wp2"))}


def test_kinds_of_interaction_stand_under_direct_and_indirect(store: Store) -> None:
    """Four people under direct, two instruments under indirect."""
    expected = {f"interactie/{kind}": "direct" for kind in ("collega", "student", "client", "trainer")}
    expected |= {f"interactie/{kind}": "indirect" for kind in ("protocol", "interventiemodel")}
    for child, above in expected.items():
        assert targets(store, ID + child, SKOS + "broader") == {f"interactie/{above}"}


def test_outcomes_state_the_desired_direction(store: Store) -> None:
    """Quality up, wellbeing stays high, turnover down, outcome for the young person up."""
    assert literals(store, DWW + "gewensteRichting") == {
        "uitkomst/kwaliteit-jeugdzorg": "omhoog",
        "uitkomst/welbevinden-professionals": "blijft hoog",
        "uitkomst/personeelsverloop": "omlaag",
        "uitkomst/uitkomst-jeugdige": "omhoog",
    }


def test_only_two_steps_of_the_ladder_are_unverified(store: Store, members: Concepts) -> None:
    """Steps 1-3 were checked; steps 0 and 4 were not."""
    for concept in members["effectladder"]:
        mark = "niet-geverifieerd" if concept[-1] in "04" else "geverifieerd"
        assert targets(store, concept, DWW + "verificatieVan") == {f"verificatie/{mark}"}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ttl")), ids=lambda p: p.stem)
def test_scheme_files_are_canonical(path: Path) -> None:
    """Prefixes are alphabetical and used; one blank line between subjects; one newline at the end."""
    text = path.read_text(encoding="utf-8")
    prefixes = re.findall(r"^@prefix (\w+): <", text, flags=re.MULTILINE)
    assert prefixes == sorted(prefixes)
    assert all(re.search(rf"(?m)(^|\s){p}:\w", text.partition("\n\n")[2]) for p in prefixes)
    assert "\n\n\n" not in text and text.endswith(" .\n") and not re.search(r" \.\n[^\n@]", text)
    assert "<http" not in text.partition("\n\n")[2]
