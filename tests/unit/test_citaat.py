"""References in APA in Dutch and English, of what is known, whatever people typed; what looks like markup is text."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dww_graph.map import citaat
from dww_graph.model import BronRecord


def cited(**known: Any) -> tuple[str, str]:
    """The reference in Dutch and in English to a source of which this is known."""
    told = citaat.citations(BronRecord("x", "regel 1", known.pop("titel", "Titel van het werk"), **known))
    return told["nl"], told["en"]


@pytest.mark.parametrize(
    ("known", "nl", "en"),
    [
        (
            {"auteurs": "de Vries, Bas; Jansen, A.", "jaar": "2016", "verschenen_in": "Blad", "deel": "3", "nummer": "2",
             "bladzijden": "1-9", "doi": "10.1/x", "publicatietype": "article-journal"},
            "de Vries, B., & Jansen, A. (2016). Titel van het werk. Blad, 3(2), 1-9. https://doi.org/10.1/x",
            "de Vries, B., & Jansen, A. (2016). Titel van het werk. Blad, 3(2), 1–9. https://doi.org/10.1/x",
        ),
        (
            {"auteurs": "van Raaij, M J", "jaar": "2001a", "verschenen_in": "Het boek", "uitgever": "Boom",
             "bladzijden": "184-213", "redacteuren": "Hall, Peter A; Soskice, David", "publicatietype": "chapter"},
            "van Raaij, M. J. (2001a). Titel van het werk. In P. A. Hall & D. Soskice (Red.), Het boek (pp. 184-213). Boom.",
            "van Raaij, M. J. (2001a). Titel van het werk. In P. A. Hall & D. Soskice (Eds.), Het boek (pp. 184–213). Boom.",
        ),
        (
            {"auteurs": "Jansen, A.", "publicatietype": "book", "uitgever": "Boom", "verschenen_in": "Boom"},
            "Jansen, A. (z.d.). Titel van het werk. Boom.",
            "Jansen, A. (n.d.). Titel van het werk. Boom.",
        ),
        (
            {"auteurs": "Lambert; e.a.", "jaar": "2016", "verschenen_in": "Blad"},
            "Lambert e.a. (2016). Titel van het werk. Blad.",
            "Lambert et al. (2016). Titel van het werk. Blad.",
        ),
        ({"auteurs": "Bos, I.; e.a.", "jaar": "2016"}, "Bos, I., e.a. (2016). Titel van het werk.",
         "Bos, I., et al. (2016). Titel van het werk."),
        ({"jaar": "2020", "verschenen_in": "Blad", "titel": "Wie schreef dit?"}, "Wie schreef dit? (2020). Blad.",
         "Wie schreef dit? (2020). Blad."),
        ({}, "Titel van het werk. (z.d.).", "Titel van het werk. (n.d.)."),
        (
            {"redacteuren": "Hall, P.", "publicatietype": "book", "jaar": "2020"},
            "Hall, P. (Red.). (2020). Titel van het werk.",
            "Hall, P. (Ed.). (2020). Titel van het werk.",
        ),
        (
            {"auteurs": "Ministerie van Volksgezondheid, Welzijn en Sport", "jaar": "2020", "publicatietype": "webpage",
             "url": "https://x.nl/a"},
            "Ministerie van Volksgezondheid, Welzijn en Sport. (2020). Titel van het werk. https://x.nl/a",
            "Ministerie van Volksgezondheid, Welzijn en Sport. (2020). Titel van het werk. https://x.nl/a",
        ),
    ],
    ids=["article", "chapter", "book", "others", "others after initials", "no author", "nothing", "editors", "body"],
)
def test_a_reference_says_what_is_known_in_apa(known: dict[str, Any], nl: str, en: str) -> None:
    assert cited(**known) == (nl, en)


@pytest.mark.parametrize("year", ["NA", "in druk", "", "20", "0", None, "voorjaar 2016"])
def test_a_year_that_is_none_is_no_crash_and_no_year(year: str | None) -> None:
    assert cited(auteurs="Bos, I.", jaar=year) == ("Bos, I. (z.d.). Titel van het werk.", "Bos, I. (n.d.). Titel van het werk.")


def test_what_looks_like_markup_stays_text() -> None:
    title = '<script>alert(1)</script> & <b>x</b> "q" &lt; <span class="nocase">y</span>'
    nl, _ = cited(titel=title, auteurs="<b>Jansen</b>, A.", jaar="2020")
    assert nl == f"<b>Jansen</b>, A. (2020). {title}."


@pytest.mark.parametrize(
    ("author", "told"),
    [("Vries, B. de", "de Vries, B."), ("Nanga, G. M. van 't", "van 't Nanga, G. M."), ("D'Haese, J.-P.", "D'Haese, J.-P."),
     ("de Bruijn, Elly", "de Bruijn, E."), ("Bos, C. jr.", "Bos, C., jr."), ("NJi", "NJi.")],
)
def test_dutch_names_keep_their_particles(author: str, told: str) -> None:
    assert cited(auteurs=author, jaar="2020")[0] == f"{told} (2020). Titel van het werk."


@pytest.mark.parametrize("title", ["Wat werkt?", "Wat werkt!", "Wat werkt.", "Wat werkt..."])
def test_a_title_has_one_stop(title: str) -> None:
    nl, _ = cited(titel=title, auteurs="Bos, I.", jaar="2020", verschenen_in="Blad")
    assert f"{title.rstrip('.')}{'' if title[-1] in '?!' else '.'} Blad." in nl


def test_capitals_of_a_title_stay_as_they_are() -> None:
    for csl in ("legislation", "article-journal", "book", "legal_case"):
        assert "Wet op de jeugdzorg" in cited(titel="Wet op de jeugdzorg", jaar="2015", taal="en", publicatietype=csl)[1]


def test_a_retraction_is_said_at_the_end() -> None:
    nl, en = cited(ingetrokken=True)
    assert nl.endswith(" [Ingetrokken]") and en.endswith(" [Retracted]")


def test_where_citeproc_fails_a_plain_reference_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> str:
        raise TypeError

    monkeypatch.setattr(citaat, "_format", fail)
    assert cited(auteurs="Bos, I.", verschenen_in="Blad", bladzijden="1-9", doi="10.1/x", titel="Titel.") == (
        "Bos, I. (z.d.). Titel. Blad, 1-9. https://doi.org/10.1/x",
        "Bos, I. (n.d.). Titel. Blad, 1-9. https://doi.org/10.1/x",
    )
    assert cited()[0] == "Auteur onbekend (z.d.). Titel van het werk."


def test_remembering_changes_no_reference() -> None:
    """The elements that remember give what citeproc gives by itself."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    style = CitationStylesStyle("apa", locale="nl-NL", validate=False)
    for csl in ("article-journal", "book", "chapter", "webpage", "thesis"):
        source = BronRecord("x", "regel 1", "Titel", auteurs="de Vries, B.; Bos, I.", jaar="2016", verschenen_in="Blad",
                            bladzijden="1-9", deel="3", redacteuren="Hall, P.", publicatietype=csl, url="https://x.nl")
        item = citaat._item(source)
        slow = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
        slow.register(Citation([CitationItem("bron")]))
        assert citaat._format(item, "nl") == html.unescape(str(slow.bibliography()[0]))


@settings(max_examples=150, deadline=None)
@given(
    title=st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip(" ."))),
    author=st.text(max_size=40),
    year=st.text(max_size=6),
    pages=st.text(max_size=10),
)
def test_whatever_people_type_the_title_stands_in_the_reference(title: str, author: str, year: str, pages: str) -> None:
    nl, en = cited(titel=title, auteurs=author or None, jaar=year or None, bladzijden=pages or None)
    told = " ".join(title.split()).rstrip(". ")
    assert told in nl and told in en
