"""The intake page through Streamlit's own test runner: who may, what it does, and that nothing changes for who may not."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest
from tests.app import offered

from dww_graph import curation, desk, explorer, generation, journal, ledger, mapping, sources
from dww_graph.errors import InputRefused, NotAllowed
from dww_graph.explorer import state
from dww_graph.explorer.components import intake_actions as actions
from dww_graph.explorer.components import visitor
from dww_graph.explorer.components.intake_session import Job, Session
from dww_graph.explorer.i18n import LANGUAGES, Lang, translate
from dww_graph.explorer.viewmodels.intake import Question, Told, Upload
from dww_graph.model import Receipt, Terms, Toestemming
from dww_graph.rights import Visitor

MAIN = str(Path(explorer.__file__).with_name("main.py"))
VISITOR_OF_THE_RUN = visitor.visitor
AT_HOME = Visitor(None, "localhost:8501")
ELSEWHERE = Visitor("192.0.2.7", "graaf.example.org")
GIVEN = Toestemming("T-2026-09", "programma", "2026-01-05", "ECO-2026-9", "2036-01-05")


@pytest.fixture
def home(starter_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the starter graph with one consent, and whoever sits at this machine may curate."""
    path = Path(shutil.copytree(starter_home, tmp_path / "dww-data"))
    offered.consent(path)
    monkeypatch.setenv("DWW_HOME", str(path))
    monkeypatch.setenv("DWW_CURATOR", "1")
    monkeypatch.setattr(visitor, "visitor", lambda: AT_HOME)
    return path


def opened(lang: Lang = "nl", user: Mapping[str, object] | None = None, **params: str) -> AppTest:
    """Open the intake page, as somebody whom an identity provider knows when `user` is given; fail on any exception."""
    at = AppTest.from_file(MAIN, default_timeout=60)
    at.user = dict(user or {})
    at.query_params["lang"] = lang
    at.run()
    for name, value in params.items():
        at.query_params[name] = value
    return sound(at.switch_page("app_pages/inname.py").run())


def sound(at: AppTest) -> AppTest:
    """Fail on any exception of a run."""
    assert not at.exception, [problem.message for problem in at.exception]
    return at


def done(at: AppTest) -> AppTest:
    """Wait until a write came to its end, and draw the page again."""
    job = at.session_state["_inname"].job
    assert job is not None, [warning.value for warning in at.warning]
    job.join(60)
    return sound(at.run())


def said(at: AppTest) -> str:
    """Give all HTML of a page as one text."""
    return "\n".join(str(getattr(element, "body", "")) for element in at.get("html"))


def word(key: str, **values: object) -> str:
    """Give a Dutch text."""
    return translate("nl", key, **values)


def offer(at: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """Drop files, press the button, and wait."""
    at.file_uploader[0].set_value([(name, data, offered.CSV) for name, data in files]).run()
    (button,) = [each for each in at.button if each.label == word("inname.neemop")]
    return done(button.click().run())


def pressed(at: AppTest, label: str) -> AppTest:
    """Press the button of that label."""
    (button,) = [each for each in at.button if each.label == label]
    return sound(button.click().run())


def fingerprint(home: Path) -> dict[str, str]:
    """Give a digest of every file of a data folder, so that a test says which file differs."""
    files = sorted(path for path in home.rglob("*") if path.is_file())
    return {str(path.relative_to(home)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


WAITS = Told(
    Receipt(Path("namen.csv"), "wacht", "csv", 0, 0, 0), Terms("T-2026-03"), "", Upload("namen.csv", offered.NAMED),
    (Question("0123456789abcdef", "naam", ()),),
)
WRITES: Mapping[str, Callable[[Session, Told], None]] = {
    "take in": lambda session, _: actions.take_in(session, [Upload("bron.ris", offered.SOURCE)], Terms(), None),
    "consent": lambda _session, _told: actions.give_consent(GIVEN),
    "decide": lambda session, told: actions.decide(session, told, {told.questions[0].mark: "houden"}),
    "codes": lambda session, _: actions.settle_codes(session, "kaarten", {"x": ("geen", "geen")}, str),
    "withdraw": lambda session, _: actions.withdraw(session, "kaarten", "kaarten", "op verzoek"),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("who", ["elsewhere", "passed on", "no curator mode", "signed in, not on the list"])
def test_a_write_of_somebody_without_the_right_changes_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, write: str, who: str
) -> None:
    session = Session()
    before = fingerprint(home)
    asks = {"elsewhere": ELSEWHERE, "passed on": Visitor(None, "localhost", forwarded=True),
            "signed in, not on the list": Visitor(None, "localhost", {"sub": "iemand"})}.get(who, AT_HOME)
    monkeypatch.setattr(visitor, "visitor", lambda: asks)
    if who == "no curator mode":
        monkeypatch.setenv("DWW_CURATOR", "0")
    with pytest.raises(NotAllowed):
        WRITES[write](session, WAITS)
    assert session.job is None
    assert fingerprint(home) == before


def test_a_right_that_was_lost_while_the_page_stood_open_counts_at_the_click(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = opened()
    at.file_uploader[0].set_value([("bron.ris", offered.SOURCE, "text/plain")]).run()
    before = fingerprint(home)
    monkeypatch.setenv("DWW_CURATOR", "0")
    pressed(at, word("inname.neemop"))
    assert fingerprint(home) == before
    assert word("inname.recht.niet") in [each.value for each in at.info]
    assert "_inname" not in at.session_state


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_may_not_curate_reads_why(home: Path, monkeypatch: pytest.MonkeyPatch, lang: Lang) -> None:
    monkeypatch.setattr(visitor, "visitor", lambda: ELSEWHERE)
    at = opened(lang)
    assert [title.value for title in at.title] == [translate(lang, "inname.kop")]
    assert at.info[0].value == translate(lang, "inname.recht.niet")
    assert "dww serve --curator" in said(at)
    assert not at.file_uploader


def made(monkeypatch: pytest.MonkeyPatch, address: str | None, headers: Mapping[str, str], user: Mapping[str, object]) -> Visitor:
    """Give the visitor of a connection with these headers and claims."""
    context = SimpleNamespace(ip_address=address, headers=headers)
    claims = SimpleNamespace(get=user.get, to_dict=lambda: dict(user))
    monkeypatch.setattr(visitor, "st", SimpleNamespace(context=context, user=claims))
    return visitor.visitor()


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via", "X-Real-Ip"])
def test_a_request_that_a_proxy_passed_on_is_known_as_such(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert made(monkeypatch, None, {"Host": "localhost", name: "x"}, {}) == Visitor(None, "localhost", None, forwarded=True)


def test_claims_count_only_of_who_is_signed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    assert made(monkeypatch, "::1", {"Host": "a"}, {"email": "x@y.nl"}) == Visitor("::1", "a")
    assert made(monkeypatch, None, {}, {"is_logged_in": False, "sub": "1"}) == Visitor(None, "")
    assert made(monkeypatch, None, {}, {"is_logged_in": True, "sub": "1"}).claims == {"is_logged_in": True, "sub": "1"}


def signed(home: Path, monkeypatch: pytest.MonkeyPatch, **claims: object) -> AppTest:
    """Open the page on a server with an identity provider, as a visitor with these claims."""
    monkeypatch.setenv("DWW_CURATORS", "redactie-1=wie-1")
    monkeypatch.setattr(visitor, "visitor", VISITOR_OF_THE_RUN)
    monkeypatch.setattr(visitor, "can_sign_in", lambda: True)
    assert home
    return opened(user={"is_logged_in": True, **claims} if claims else None)


def test_where_people_can_sign_in_there_is_a_button_for_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.label for each in signed(home, monkeypatch).button] == [word("inname.aanmelden")]


def test_who_is_signed_in_and_not_on_the_list_can_sign_out_and_no_more(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = signed(home, monkeypatch, sub="iemand-anders")
    assert [each.label for each in at.button] == [word("inname.afmelden")]
    assert word("inname.recht.onbekend") in said(at)


def test_who_is_signed_in_and_on_the_list_works_under_a_code(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = signed(home, monkeypatch, sub="wie-1")
    assert word("inname.wie", code="redactie-1") in said(at)
    offer(at, ("bron.ris", offered.SOURCE))
    assert [line.rol for line in journal.read(home)][-1] == "redactie-1"


def test_a_faulty_file_is_refused_with_every_fault_and_the_mended_one_taken_in(home: Path) -> None:
    at = offer(opened(), ("kaarten<i>.csv", offered.FAULTY))
    assert word("uitkomst.geweigerd.uitleg") in said(at)
    assert "kolom datum (M2)" in said(at)
    assert "kaarten<i>" not in said(at)
    before = {manifest.sleutel for manifest in sources.manifests(home)}
    offer(at, ("kaarten.csv", offered.GOOD))
    assert word("uitkomst.opgenomen.uitleg") in said(at)
    assert len({manifest.sleutel for manifest in sources.manifests(home)} - before) == 1
    assert "generatie 0002" in said(at)
    pressed(at, word("inname.sluit"))
    assert word("inname.ontvangst") not in [head.value for head in at.header]


def test_flags_are_decided_beside_the_passage_and_the_words_stay_in_the_session(home: Path) -> None:
    at = offer(opened(), ("namen.csv", offered.NAMED))
    assert said(at).count(f"<mark>{offered.NAME}</mark>") == 4
    assert word("inname.vlaggen.stand", klaar=0, alle=2) in said(at)
    name, town = at.radio
    name.set_value("vervangen").run()
    at.selectbox(key=str(name.key).replace("besluit-", "rol-")).set_value("moeder").run()
    town.set_value("houden").run()
    assert word("inname.vlaggen.stand", klaar=2, alle=2) in said(at)
    done(pressed(at, word("inname.vastleggen")))
    assert word("uitkomst.opgenomen.uitleg") in said(at)
    assert offered.NAME not in said(at)
    assert sorted(desk.decided(home).values()) == ["houden", "moeder"]
    assert not [path for path in home.rglob("*") if path.is_file() and offered.NAME.encode() in path.read_bytes()]
    assert "Achterberg" not in str(at.query_params)


def test_a_name_is_no_role(home: Path) -> None:
    at = offer(opened(), ("namen.csv", offered.NAMED))
    at.radio[0].set_value("vervangen").run()
    at.session_state["_inname"].words[str(at.radio[0].key).removeprefix("besluit-")] = "Jan Jansen"
    at.run()
    assert word("inname.rol.fout") in [each.value for each in at.warning]
    assert word("inname.vlaggen.stand", klaar=0, alle=2) in said(at)
    assert not desk.decided(home)


def test_keeping_the_rest_chooses_but_records_nothing(home: Path) -> None:
    at = pressed(offer(opened(), ("namen.csv", offered.NAMED)), word("inname.houdrest"))
    assert [radio.value for radio in at.radio] == ["houden", "houden"]
    assert word("inname.vlaggen.stand", klaar=2, alle=2) in said(at)
    assert not desk.decided(home)


def test_a_file_that_waits_can_be_thrown_away(home: Path) -> None:
    before = fingerprint(home)
    at = pressed(offer(opened(), ("namen.csv", offered.NAMED)), word("inname.weggooien"))
    assert at.session_state["_inname"].told == []
    assert offered.NAME not in said(at)
    (home / "sleutel").unlink()
    assert fingerprint(home) == before


def test_a_new_consent_is_recorded_or_refused_field_by_field(home: Path) -> None:
    at = opened()
    pressed(at, word("inname.nieuw.leg"))
    assert [head in at.warning[0].value for head in (word("inname.nieuw.code"), word("inname.nieuw.bewaren_tot"))] == [True, True]
    for label, typed in (("code", "T-2026-09"), ("ethiek", "ECO-2026-9"), ("datum", "5-1-2026"), ("bewaren_tot", "2036-01-05")):
        next(box for box in at.text_input if box.label == word(f"inname.nieuw.{label}")).set_value(typed)
    pressed(at, word("inname.nieuw.leg"))
    assert ledger.load(home)["T-2026-09"].datum == "2026-01-05"
    assert "T-2026-09" in str(at.selectbox(key="toestemming-0").options)
    with pytest.raises(InputRefused):
        actions.give_consent(Toestemming("Jan", "intern", "", "", ""))


def test_codes_are_mapped_by_proposal_by_search_or_to_nothing(home: Path) -> None:
    (made_of,) = curation.ingest(home, [saved(home, "p.qdpx", offered.project())], Terms("T-2026-03"))
    at = opened(deel="codes", bijdrage=made_of.sleutel)
    assert "Iets &lt;b&gt;anders" in said(at)
    assert "<b>anders" not in said(at)
    other, same = [each for each in at.selectbox if str(each.key).startswith("code-")]
    same.set_value(next(option for option in same.options if option.startswith("Voorstel: samen beslissen"))).run()
    other.set_value(word("inname.code.ander")).run()
    begrip = next(each for each in at.selectbox if str(each.key).startswith("begrip-"))
    begrip.set_value(next(option for option in begrip.options if option.startswith("huisbezoek"))).run()
    done(pressed(at, word("inname.codes.leg.meer", n=2)))
    assert word("inname.codes.klaar.meer", n=2) in [each.value for each in at.success]
    assert [number for _, number in mapping.counts(mapping.rows(home, made_of.sleutel))] == [2, 2, 0, 0]
    assert generation.current(home).number == 3


def saved(home: Path, name: str, data: bytes) -> Path:
    """Write a file beside a data folder."""
    path = home.parent / name
    path.write_bytes(data)
    return path


def test_what_is_there_is_told_and_goes_only_when_its_code_was_typed(home: Path) -> None:
    (taken,) = curation.ingest(home, [saved(home, "bron.ris", offered.SOURCE)], Terms())
    at = opened(deel="bijdragen")
    assert taken.sleutel in said(at)
    assert "T-2026-03" in said(at)
    at.selectbox(key="bijdragekeuze").set_value(word("inname.kies.bijdrage", bestand="bron.ris", sleutel=taken.sleutel)).run()
    pressed(at, word("inname.intrekken.doe"))
    assert at.warning[0].value == word("inname.intrekken.anders", code=taken.sleutel)
    assert generation.current(home).number == 2
    at.text_input[1].set_value(taken.sleutel)
    done(pressed(at, word("inname.intrekken.doe")))
    assert word("bewijs.schoon") in said(at)
    assert taken.sleutel not in {manifest.sleutel for manifest in sources.manifests(home)}
    assert [each.number for each in generation.all_generations(home)] == [3]


def test_no_older_generation_stays_open_after_a_write(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The caches are emptied when a write ends, and a session keeps no graph between two runs."""
    cleared: list[str] = []
    monkeypatch.setattr(state, "forget", lambda: cleared.append("x"))
    at = offer(opened(), ("bron.ris", offered.SOURCE))
    assert cleared == ["x"]
    assert "_scherm" not in at.session_state
    assert home


def test_an_unforeseen_failure_becomes_a_message_and_its_words_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    def work(_job: Job) -> Callable[[], None]:
        raise ValueError(offered.NAME)

    session = Session()
    session.begin(actions._READING, work)
    assert session.job
    session.job.join(10)
    session.settle()
    assert session.problem
    assert offered.NAME not in session.problem.tell("nl") + caplog.text
    assert "ValueError" in caplog.text
