"""What kind of publication a source is: the many words of formats and programs, as the types of CSL."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "article": "preprint posted-content eprint",
    "article-journal": "jour abst inpr article journal-article academic-article scholarly-article medical-scholarly-article "
                       "electronic-article ejour review letter-to-editor editorial erratum review-article",
    "article-magazine": "mgzn magazine-article",
    "article-newspaper": "news newspaper-article news-article",
    "book": "book ebook edbook edited-book monograph reference-book booklet mvbook electronic-book collection "
            "reference proceedings mvproceedings",
    "chapter": "chap echap book-section book-chapter chapter book-part electronic-book-section incollection inbook "
               "reference-entry book-track",
    "dataset": "data dataset aggregated-database",
    "document": "gen generic misc document other creative-work paratext text manual catalog",
    "entry-dictionary": "dict dictionary-entry dictionary",
    "entry-encyclopedia": "ency encyc encyclopedia encyclopedia-article",
    "interview": "interview",
    "legislation": "stat bill legal legislation statute legal-rule-or-regulation law regulation hear",
    "legal_case": "case legal-case-document",
    "manuscript": "unpb unpublished unpublished-work manuscript",
    "motion_picture": "video film motion-picture film-or-broadcast video-recording audiovisual audiovisual-material movie",
    "paper-conference": "cpaper conf conference-paper conference-proceedings proceedings-article inproceedings conference",
    "patent": "pat patent",
    "personal_communication": "pcomm icomm letter email personal-communication personal-communication-document",
    "post-weblog": "blog blog-post blog-posting",
    "report": "rprt report govdoc government-document report-component report-series techreport tech-article "
              "electronic-source-report",
    "software": "comp computer-program software software-source-code",
    "speech": "slide presentation speech",
    "standard": "stand standard guideline practice-guideline",
    "thesis": "thes thesis dissertation phdthesis mastersthesis",
    "webpage": "elec web webpage web-page electronic-source online online-database online-multimedia website",
}
_LETTERS = re.compile(r"[^a-z]+")
_TYPES: Mapping[str, str] = {_LETTERS.sub("", csl): csl for csl in _WORDS} | {
    _LETTERS.sub("", word): csl for csl, words in _WORDS.items() for word in words.split()
}
_KINDS: Mapping[str, str] = {"standard": "Richtlijn", "legislation": "Wet"}


def publicatietype(said: str) -> str:
    """Return the type of CSL for a word such as `JOUR`, `journalArticle` or `Book Section`; `document` for one unknown."""
    return _TYPES.get(_LETTERS.sub("", said.lower()), "document")


def is_publication(said: str) -> bool:
    """True when the word names a kind of publication that is known here."""
    return _LETTERS.sub("", said.lower()) in _TYPES


def soort(csl: str) -> str:
    """Return the class of the ontology that goes with a type of CSL: a guideline, a law, else a research source."""
    return _KINDS.get(csl, "Onderzoeksbron")
