"""Every write of the intake page. Each asks first whether this visitor may; who may not, changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from dww_graph import curation, desk, mapping, withdrawal
from dww_graph.errors import Text
from dww_graph.explorer.components import visitor
from dww_graph.explorer.components.intake_session import Job, Session
from dww_graph.explorer.viewmodels import intake, intake_codes
from dww_graph.explorer.viewmodels.intake import Told, Upload
from dww_graph.explorer.viewmodels.intake_codes import Choice
from dww_graph.graph import default_home
from dww_graph.model import Terms, Toestemming

_READING = Text("Het bestand wordt gelezen", "The file is being read")
_BUILDING = Text("De graaf wordt opnieuw gebouwd", "The graph is being built anew")
Note = Callable[[], None]


def take_in(session: Session, uploads: Sequence[Upload], offered: Terms, replaces: str | None) -> None:
    """Offer files; a receipt for each comes in the session."""
    door, home = visitor.must(), default_home()

    def work(job: Job) -> Note:
        made = intake.offer(home, uploads, offered, replaces, door, job.progress, job.tell)
        return lambda: _told(session, made)

    session.begin(_READING, work)


def give_consent(given: Toestemming) -> None:
    """Write a consent into the ledger; raises InputRefused with all that is wrong with it."""
    door = visitor.must()
    curation.give_consent(default_home(), given, door)


def decide(session: Session, told: Told, decisions: Mapping[str, str]) -> None:
    """Write decisions on words into the journal, and offer the file again."""
    door, home = visitor.must(), default_home()
    assert told.upload is not None
    upload = told.upload

    def work(job: Job) -> Note:
        desk.decide(home, decisions, door)
        made = intake.offer(home, [upload], told.offered, None, door, job.progress, job.tell)
        return lambda: _again(session, told, made, decisions)

    session.begin(_READING, work)


def settle_codes(session: Session, key: str, chosen: Mapping[str, Choice], thanks: Callable[[int], str]) -> None:
    """Write decisions on codes into the journal, and publish a generation with them."""
    door, home = visitor.must(), default_home()
    made = intake_codes.decisions(chosen, door)

    def work(job: Job) -> Note:
        number, _ = mapping.settle(home, key, made, job.tell)
        return lambda: _coded(session, key, thanks(number))

    session.begin(_BUILDING, work)


def withdraw(session: Session, what: str, typed: str, reason: str) -> None:
    """Take out all that rests on a consent or a contribution, once its code was typed again."""
    door, home = visitor.must(), default_home()
    if typed.strip() != what:
        return

    def work(job: Job) -> Note:
        done = withdrawal.withdraw(home, what, reason.strip(), job.tell, door)
        return lambda: _withdrawn(session, done)

    session.begin(_BUILDING, work)


def _told(session: Session, made: Sequence[Told]) -> None:
    session.told = [*made, *session.waiting()]
    session.round += 1


def _again(session: Session, told: Told, made: Sequence[Told], decisions: Mapping[str, str]) -> None:
    session.told = [each for old in session.told for each in (made if old is told else (old,))]
    for mark in decisions:
        session.words.pop(mark, None)


def _coded(session: Session, key: str, message: str) -> None:
    session.codes.pop(key, None)
    session.message = message


def _withdrawn(session: Session, done: withdrawal.Withdrawn) -> None:
    """Show the proof, and forget what the session still held of files."""
    session.told, session.words, session.codes = [], {}, {}
    session.removed = done
