"""Every real file that others made is read, or refused for the stated reason: one line a file.

The files are not part of the project; where they are absent these tests skip. How many records each must give is counted by
independent means in the tests of its own reader; here stands what becomes of the file as a whole.
"""

from __future__ import annotations

from collections import Counter
from contextlib import closing

import pytest

from dww_graph.errors import Fault
from dww_graph.model import RawRecord
from dww_graph.reading import FileReader

from .projects import NO_SAMPLES, SAMPLES

# file → format, records by kind, codes of the faults that refuse it
EXPECTED: dict[str, tuple[str, dict[str, int], set[str]]] = {
    "CoLRev-Environment_colrev/colrev_acm_bib.bib": ("bibtex", {"bron": 2}, set()),
    "CoLRev-Environment_colrev/colrev_crossref_bib.bib": ("bibtex", {"bron": 1}, set()),
    "CoLRev-Environment_colrev/colrev_ieee_ris.ris": ("ris", {"bron": 2}, set()),
    "CoLRev-Environment_colrev/colrev_psycinfo_ris.ris": ("ris", {"bron": 1}, set()),
    "CoLRev-Environment_colrev/colrev_pubmed_csv.csv": ("csv", {}, {"geen-kopregel"}),
    "CoLRev-Environment_colrev/crossref_10.1177_02683962211048201.json": ("crossref", {"bron": 1}, set()),
    "ESHackathon_CiteSource/citesource_final_24.ris": ("ris", {"bron": 24}, set()),
    "Geonovum_NL-SBB/nl_sbb_template.xlsx": ("xlsx", {}, {"geen-kopregel"}),
    "Ismael-991_almere-jeugd-voorspelling/nl_almere_nieuwbouw.csv": ("csv", {}, {"geen-kopregel"}),
    "LAD96_COVID19-Education/atlasti_cooccurrence_usage.xlsx": ("xlsx", {}, {"geen-kopregel"}),
    "MikkelVembye_AIscreenR/aiscreenr.bib": ("bibtex", {"bron": 14}, set()),
    "MrTango_rispy/rispy_example_bom.ris": ("ris", {"bron": 1}, set()),
    "MrTango_rispy/rispy_example_extraneous_data.ris": ("ris", {"bron": 2}, set()),
    "MrTango_rispy/rispy_example_full.ris": ("ris", {"bron": 2}, set()),
    "aadorian_uto_tag/taguette141_codebook.qdc": ("refi-qda", {"code": 3}, set()),
    "asreview_asreview/asreview_baseline_empty_values.ris": ("ris", {"bron": 4}, set()),
    "asreview_asreview/asreview_baseline_reference_types.ris": ("ris", {"bron": 61}, set()),
    "asreview_asreview/asreview_generic_semicolon.csv": ("csv", {}, {"geen-kopregel"}),
    "asreview_asreview/asreview_ovid_zotero.ris": ("ris", {"bron": 6}, set()),
    "asreview_asreview/asreview_pubmed_zotero.ris": ("ris", {"bron": 6}, set()),
    "bedingjd_paper_themes/maxqda24_codebook_ns_0_4.qde": ("refi-qda", {"code": 343}, set()),
    "ccbogel_QualCoder/ID1.docx": ("docx", {"transcript": 1}, set()),
    "ccbogel_QualCoder/cases123.csv": ("csv", {}, {"geen-kopregel"}),
    "ccbogel_QualCoder/transcript.txt": ("tekst", {"transcript": 1}, set()),
    "chpollin_FemPrompt_SozArb/card_bad_1.md": ("kaart", {}, {"kapotte-kopregels"}),
    "chpollin_FemPrompt_SozArb/card_bad_2.md": ("kaart", {}, {"kapotte-kopregels"}),
    "chpollin_FemPrompt_SozArb/card_ok_1.md": ("kaart", {}, {"tekst-zonder-kop", "onbekende-kop"}),
    "chpollin_FemPrompt_SozArb/card_ok_2.md": ("kaart", {}, {"tekst-zonder-kop", "onbekende-kop"}),
    "chpollin_FemPrompt_SozArb/card_ok_3.md": ("kaart", {}, {"tekst-zonder-kop", "onbekende-kop"}),
    "chpollin_FemPrompt_SozArb/fem_llm_Gemini.ris": ("ris", {"bron": 3}, set()),
    "cproctor_qualitative-coding/qc_demo.qdpx": (
        "refi-qda", {"code": 262, "transcript": 2, "codering": 205}, set(),
    ),
    "davetayl-r_care-leaver-review/care_excluded_studies.xlsx": ("xlsx", {}, {"geen-kopregel"}),
    "enricllagostera_ponte/atlasti23_codes_only.qdpx": ("refi-qda", {"code": 3}, set()),
    "glut23_webvtt-py/webvtt_captions_with_bom.vtt": ("ondertiteling", {"transcript": 1}, set()),
    "glut23_webvtt-py/webvtt_sample.srt": ("ondertiteling", {"transcript": 1}, set()),
    "glut23_webvtt-py/webvtt_sample.vtt": ("ondertiteling", {"transcript": 1}, set()),
    "glut23_webvtt-py/webvtt_using_identifiers.vtt": ("ondertiteling", {"transcript": 1}, set()),
    "navarral_swj2022-usability-paper/P1_GMT20211118.odt": ("odt", {"transcript": 1}, set()),
    "navarral_swj2022-usability-paper/taguette_codebook_v8.csv": ("taguette", {"code": 22}, set()),
    "navarral_swj2022-usability-paper/taguette_highlights_small.csv": ("taguette", {"code": 18, "codering": 97}, set()),
    "scope-impact_QualCoder-v2/sheffield_README.docx": ("docx", {"transcript": 1}, set()),
    "scope-impact_QualCoder-v2/sheffield_Sam.docx": ("docx", {"transcript": 1}, set()),
    "scope-impact_QualCoder-v2/sheffield_Sam.txt": ("tekst", {"transcript": 1}, set()),
    "zotero_translators/zotero_CSL_JSON_0.json": ("csl-json", {"bron": 1}, set()),
    "zotero_translators/zotero_Endnote_XML_0.xml": ("endnote-xml", {"bron": 9}, set()),
    "zotero_translators/zotero_MEDLINEnbib_1.nbib": ("nbib", {"bron": 2}, set()),
    "zotero_translators/zotero_MEDLINEnbib_8.nbib": ("nbib", {"bron": 1}, set()),
    "zotero_translators/zotero_OpenAlex_JSON_0.json": ("openalex", {"bron": 1}, set()),
    "zotero_translators/zotero_OpenAlex_JSON_7.json": ("openalex", {"bron": 1}, set()),
    "zotero_translators/zotero_RDF_0.rdf": ("zotero-rdf", {"bron": 1}, set()),
}

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason=NO_SAMPLES)


@pytest.fixture(scope="module")
def outcomes() -> dict[str, tuple[str, Counter[str], set[str]]]:
    """Read every file once, each as a stranger's."""
    found = {}
    with closing(FileReader()) as reading:
        for name in EXPECTED:
            items = list(reading.items(SAMPLES / name))
            kinds: Counter[str] = Counter(item.kind for item in items if isinstance(item, RawRecord))
            faults = {item.code for item in items if isinstance(item, Fault) and item.severity == "fout"}
            found[name] = (reading.format, kinds, faults)
    return found


def test_every_sample_stands_in_the_table() -> None:
    listed = {str(path.relative_to(SAMPLES)) for path in SAMPLES.rglob("*") if path.is_file() and path.name != "SOURCES.md"}
    assert listed == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_file_is_read_or_refused_for_the_right_reason(
    outcomes: dict[str, tuple[str, Counter[str], set[str]]], name: str
) -> None:
    fmt, kinds, faults = EXPECTED[name]
    found_format, found_kinds, found_faults = outcomes[name]
    assert (found_format, found_faults) == (fmt, faults)
    assert {kind: found_kinds[kind] for kind in kinds} == kinds
