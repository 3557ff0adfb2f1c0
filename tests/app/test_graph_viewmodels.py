"""The graph page without a screen: what is around a thing, what does not fit, ways between two things, and bridges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.app.fake import NAMES, FakeGraph, answer, iri, stocked

from dww_graph.answer import Answer, Iri, Literal, Node
from dww_graph.explorer import palette
from dww_graph.explorer.i18n import translate
from dww_graph.explorer.viewmodels import neighbourhood, paths, picture
from dww_graph.explorer.viewmodels.cards import Cards
from dww_graph.explorer.viewmodels.evidence import definition, load_evidence
from dww_graph.explorer.viewmodels.neighbourhood import Tie, look
from dww_graph.explorer.viewmodels.things import Thing
from dww_graph.shelf import LINKED, Entry, Shelf
from dww_graph.terms import ID, term

LINK = "verbinding/v1"
TIES: Sequence[tuple[str, str, str, str]] = (
    ("handelingskennis/x-1", "dww:geeftVormAan", "element/a5", ""),
    ("handelingskennis/x-2", "dww:geeftVormAan", "element/a5", ""),
    ("handelingskennis/x-1", "dww:inBeroepssituatie", "situatie/huisbezoek", ""),
    ("handelingskennis/x-2", "dww:inBeroepssituatie", "situatie/mdo", ""),
    ("handelingskennis/x-1", "relatietype/ondersteund-door", "bevinding/b1", LINK),
    ("bevinding/b1", "dww:gerapporteerdIn", "bron/w1", ""),
    ("handelingskennis/x-3", "dww:relevantVoorElement", "element/a", ""),
    ("element/a5", "skos:broader", "element/a", ""),
    ("handelingskennis/x-2", "dww:geeftVormAan", "element/b4", ""),
    ("handelingskennis/x-3", "dww:geeftVormAan", "element/b4", ""),
    ("bevinding/b2", "dww:gaatOver", "element/b4", ""),
    ("handelingskennis/x-1", "dww:metMethode", "methode/interview", ""),
)
FEATURE = {"dww:geeftVormAan": "eigenelement", "dww:inBeroepssituatie": "situatie", "dww:relevantVoorElement": "element"}
NAMED = (*FEATURE, "dww:metClienttype", "dww:inContext")
COLUMNS = ("van", "verband", "naar", "verbinding")


@dataclass
class TiedGraph(FakeGraph):
    """The fake graph with ties; "netwerk" answers for one side, for the other, or for all."""

    def screen(self, name: str, /, **params: str) -> Answer:
        """Give the ties, one link, or what the fake graph says."""
        if name == "verbinding":
            return answer(*link_answer()) if params["verbinding"] == ID + LINK else answer((), [])
        if name not in ("netwerk", "netwerk-begrippen", "netwerk-naar"):
            return super().screen(name, **params)
        left_out = () if name == "netwerk" else NAMED
        rows = [row for row, (_, how, _, _) in zip(tie_rows(), TIES, strict=True)
                if how not in left_out and all(row[COLUMNS.index(side)] == Iri(value) for side, value in params.items())]
        return answer(COLUMNS, rows)

    @property
    def shelf(self) -> Shelf:
        """Give the cards of the ties with what they name and are linked to."""
        named = dict.fromkeys(start for start, *_ in TIES if start.startswith("handelingskennis/"))
        cards = {ID + start: Entry(ID + start, title=NAMES[start]) for start in named}
        for start, how, end, link in TIES:
            feature = LINKED if link else FEATURE.get(how)
            if feature and ID + start in cards:
                cards[ID + start].features[feature].add(ID + end)
                cards[ID + start].features["element"] |= {ID + end} if feature == "eigenelement" else set()
        return Shelf.of(cards.values())

    def describe(self, subject: str) -> tuple[tuple[str, Node], ...]:
        """Know every thing of the ties, and one by its definition."""
        known = {ID + end for tie in TIES for end in (tie[0], tie[2])} | {ID + "element/los"}
        said = Literal("Kiezen doe je met elkaar.", lang="nl")
        return ((term("skos:definition"), said),) if subject in known else ()


def tie_rows() -> list[list[Node | None]]:
    return [
        [iri(start), Iri(term(how)) if how.startswith(("dww:", "skos:")) else iri(how), iri(end), iri(link) if link else None]
        for start, how, end, link in TIES
    ]


def link_answer() -> tuple[Sequence[str], list[list[Node | None]]]:
    columns = ("verbinding", "onderwerp", "relatie", "doel", "tekst", "bron", "toelichting", "directheid", "zekerheid",
               "status", "maker", "gemaaktOp")
    ends: list[Node | None] = [iri(LINK), iri("handelingskennis/x-1"), iri("relatietype/ondersteund-door"), iri("bevinding/b1")]
    rest: list[Node | None] = [iri("bron/w1"), Literal("Omdat het past.", lang="nl"), None, iri("zekerheid/matig"),
                               iri("status/vastgesteld"), None, Literal("2026-02-02T00:00:00Z")]
    said = (Literal("It helps.", lang="en"), Literal("Het helpt.", lang="nl"))
    return columns, [[*ends, text, *rest] for text in said]


def around(focus: str, *opened: str, kinds: Sequence[str] = (), most: int = 150) -> neighbourhood.View:
    view = look(TiedGraph(), ID + focus, Cards.of(TiedGraph()), [ID + each for each in opened], kinds, most)
    assert view is not None
    return view


def refs(things: Sequence[Thing]) -> set[str]:
    return {thing.ref for thing in things}


def test_one_step_around_a_thing_is_all_it_is_tied_to_whichever_way() -> None:
    view = around("element/a5")
    assert refs(view.nodes) == {"element/a5", "handelingskennis/x-1", "handelingskennis/x-2", "element/a"}
    assert view.nodes[0] == view.focus == Thing(ID + "element/a5", "samen beslissen")
    assert len(view.ties) == 3
    assert not view.missing


def test_expanding_a_thing_adds_its_ties_and_keeps_the_others() -> None:
    view = around("element/a5", "handelingskennis/x-1")
    assert refs(view.nodes) - refs(around("element/a5").nodes) == {"situatie/huisbezoek", "bevinding/b1"}
    assert view.opened == (ID + "handelingskennis/x-1",)


def test_an_expanded_thing_that_cannot_be_reached_any_more_is_left_out() -> None:
    view = around("bron/w1", "handelingskennis/x-2")
    assert refs(view.nodes) == {"bron/w1", "bevinding/b1"}
    assert view.opened == ()


def test_a_filter_leaves_out_a_kind_but_tells_that_it_is_there() -> None:
    view = around("element/a5", kinds=["element"])
    assert refs(view.nodes) == {"element/a5", "element/a"}
    assert len(view.kinds["handelingskennis"]) == 2


def test_what_hangs_on_a_hidden_thing_is_hidden_too() -> None:
    view = around("element/a5", "handelingskennis/x-1", kinds=["bevinding"])
    assert refs(view.nodes) == {"element/a5", "handelingskennis/x-1", "bevinding/b1"}


def test_every_tie_of_the_picture_joins_two_things_of_the_picture() -> None:
    for kinds in ([], ["element"], ["situatie", "bevinding"]):
        view = around("element/a5", "handelingskennis/x-1", kinds=kinds)
        assert {end for tie in view.ties for end in (tie.start, tie.end)} <= {node.iri for node in view.nodes}


def test_what_was_expanded_but_hangs_on_something_hidden_is_not_drawn_loose() -> None:
    view = around("element/a5", "handelingskennis/x-1", "bron/w1", kinds=["situatie"])
    assert refs(view.nodes) == {"element/a5", "handelingskennis/x-1", "situatie/huisbezoek"}


def test_above_the_bound_no_kind_crowds_out_another_and_what_is_left_out_is_counted() -> None:
    view = around("element/b4", most=3)
    assert refs(view.nodes) == {"element/b4", "handelingskennis/x-3", "bevinding/b2"}
    assert view.missing == {"handelingskennis": (ID + "handelingskennis/x-2",)}


def test_a_thing_without_ties_is_shown_and_one_that_is_not_there_is_not() -> None:
    assert refs(around("element/los").nodes) == {"element/los"}
    assert look(TiedGraph(), ID + "element/bestaat-niet", stocked([])) is None
    assert look(TiedGraph(), "", stocked([])) is None


def test_a_kind_that_has_no_look_of_its_own_is_not_drawn() -> None:
    assert "methode/interview" not in refs(around("handelingskennis/x-1").nodes)


def test_a_line_is_named_by_its_link_or_by_its_ends_and_found_by_that_name() -> None:
    view = around("handelingskennis/x-1")
    names = {tie.key for tie in view.ties}
    assert LINK in names
    assert "handelingskennis/x-1~geeftVormAan~element/a5" in names
    assert all(view.tie(name) is not None for name in names)
    assert view.tie("bestaat-niet") is None


def test_the_component_gets_the_same_nodes_and_edges_as_the_tables() -> None:
    view = around("element/a5", "handelingskennis/x-1")
    given = picture.of_view(view, {"element": "2"}, lambda key: translate("nl", key), "", "")
    assert [node["id"] for node in given["nodes"]] == [node.ref for node in view.nodes]
    assert [edge["id"] for edge in given["edges"]] == [tie.key for tie in view.ties]
    assert {edge["stance"] for edge in given["edges"]} == {"", "ondersteund-door"}
    assert [node["id"] for node in given["nodes"] if node["open"]] == ["element/a5", "handelingskennis/x-1"]


def test_a_long_name_is_cut_in_the_picture_only() -> None:
    given = picture.node_data(Thing(ID + "bevinding/b1", "woord " * 40), "", ())
    assert len(given["label"]) <= picture.WIDTH < len(given["name"])


def test_each_kind_has_a_shape_of_its_own() -> None:
    assert palette.SHAPES.keys() == palette.KINDS.keys()
    assert len(set(palette.SHAPES.values())) == len(palette.SHAPES)
    assert len({palette.sign(kind) for kind in palette.KINDS}) == len(palette.KINDS)
    assert palette.sign("element") == "circle"
    assert palette.sign("situatie") == "path://M-0.85 -0.85 L0.85 -0.85 L0.85 0.85 L-0.85 0.85 Z"


def test_a_way_tells_a_statement_for_each_step_in_order() -> None:
    whole = paths.load_whole(TiedGraph(), Cards.of(TiedGraph()))
    (route,), more = paths.routes(whole, ID + "situatie/mdo", ID + "bron/w1")
    assert [thing.label for thing in route.things] == [NAMES.get(name, name) for name in (
        "situatie/mdo", "handelingskennis/x-2", "element/a5", "handelingskennis/x-1", "bevinding/b1", "bron/w1")]
    assert [tie.relation for tie in route.ties] == [
        "inBeroepssituatie", "geeftVormAan", "geeftVormAan", "ondersteund-door", "gerapporteerdIn"]
    assert not more


def test_a_way_does_not_run_over_what_was_only_derived() -> None:
    whole = paths.load_whole(TiedGraph(), Cards.of(TiedGraph()))
    (route,), _ = paths.routes(whole, ID + "handelingskennis/x-3", ID + "element/a")
    assert [tie.relation for tie in route.ties] == ["geeftVormAan", "geeftVormAan", "geeftVormAan", "broader"]


def test_a_single_way_is_drawn_as_a_row_and_nothing_on_it_can_be_hidden() -> None:
    found, _ = paths.routes(paths.load_whole(TiedGraph(), Cards.of(TiedGraph())), ID + "situatie/mdo", ID + "element/a5")
    given = picture.of_route(found, lambda key: translate("en", key), "", "")
    assert given["row"] is True
    assert {kind["on"] for kind in given["kinds"]} == {None}


def test_the_bridge_between_situations_is_told_with_its_cards() -> None:
    (bridge,) = paths.bridging(Cards.of(FakeGraph()))
    assert bridge.element.label == "samen beslissen"
    assert [thing.label for thing in bridge.situations] == ["huisbezoek", "multidisciplinair overleg"]
    assert {card.code for card in bridge.cards} == {"X-1", "X-2"}
    assert len(bridge.only) == 1


def test_the_examples_are_what_cards_speak_of_most_and_nothing_when_there_are_no_cards() -> None:
    element, start, end = paths.examples(Cards.of(FakeGraph()))
    assert [thing.label for thing in (element, start, end) if thing] == [
        "samen beslissen", "huisbezoek", "multidisciplinair overleg"]
    assert paths.examples(stocked([])) == (None, None, None)


def test_a_link_tells_claim_source_and_certainty_in_the_language_of_the_reader() -> None:
    found = load_evidence(TiedGraph(), ID + LINK)
    assert found is not None
    assert (found.claim, found.certainty, found.status, found.date) == ("Het helpt.", "matig", "vastgesteld", "2026-02-02")
    assert found.source == Thing(ID + "bron/w1", "Een onderzoek")
    english = load_evidence(TiedGraph("en"), ID + LINK)
    assert english is not None
    assert english.claim == "It helps."


def test_a_line_without_a_link_rests_on_no_evidence() -> None:
    assert load_evidence(TiedGraph(), "") is None
    assert load_evidence(TiedGraph(), ID + "verbinding/bestaat-niet") is None


def test_what_a_thing_is_comes_from_its_definition_and_may_be_absent() -> None:
    assert definition(TiedGraph(), ID + "element/a5") == "Kiezen doe je met elkaar."
    assert definition(TiedGraph(), ID + "element/bestaat-niet") == ""


def test_every_relation_has_a_short_word_and_a_sentence() -> None:
    for lang in ("nl", "en"):
        for tie in [*around("handelingskennis/x-1").ties, *(Tie("a", name, "b") for name in palette.STANCES)]:
            assert translate("nl" if lang == "nl" else "en", f"graaf.verband.{tie.relation}")
            said = translate("nl" if lang == "nl" else "en", f"graaf.zin.{tie.relation}", van="EEN", naar="ANDER")
            assert "EEN" in said
            assert "ANDER" in said
