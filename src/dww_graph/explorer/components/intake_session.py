"""What the intake page keeps in the session of one curator, in memory only: receipts, files that wait, choices, work.

A write runs in a thread of its own. A click elsewhere ends the run of a page at its next element; a write that stopped half-way
there would leave an old generation beside a withdrawal that was begun. So the page only watches, and the write goes on.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import streamlit as st

from dww_graph.errors import CouldNotRun, DwwError, Text
from dww_graph.explorer import state
from dww_graph.explorer.viewmodels.intake import Told
from dww_graph.explorer.viewmodels.intake_codes import Choice
from dww_graph.withdrawal import Withdrawn

_KEY = "_inname"
_LOG = logging.getLogger(__name__)
_FAILED = CouldNotRun(
    Text("Er ging iets mis dat wij niet voorzagen.", "Something went wrong that we did not foresee."),
    do=Text("Kijk bij ‘Wat er staat’ wat er nu in de graaf is. Probeer het dan nog eens, of meld het aan de beheerder.",
            "See under ‘What is there’ what the graph holds now. Then try again, or tell the keeper of this server."),
)


@dataclass
class Session:
    """The desk of one curator; `round` counts the offers, so that the next one starts with an empty drop box."""

    told: list[Told] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, Choice]] = field(default_factory=dict)
    removed: Withdrawn | None = None
    message: str = ""
    problem: DwwError | None = None
    job: Job | None = None
    round: int = 0

    def waiting(self) -> list[Told]:
        """Give the files that wait for a decision."""
        return [each for each in self.told if each.waits]

    def drop(self, told: Told) -> None:
        """Throw a file away, and what was told of it."""
        self.told = [each for each in self.told if each is not told]

    def begin(self, step: Text, work: Callable[[Job], Callable[[], None]]) -> None:
        """Start a write. `work` runs in a thread and returns what the session must note when it is done."""
        self.problem, self.message = None, ""
        self.job = Job(work, step)
        self.job.start()

    def settle(self) -> None:
        """Note the outcome of a write that came to its end."""
        if self.job is None:
            return
        job, self.job = self.job, None
        self.problem = job.problem
        if job.note:
            job.note()


class Job(threading.Thread):
    """A write under way: `step` says what it does now, `count` how many records were read."""

    def __init__(self, work: Callable[[Job], Callable[[], None]], step: Text) -> None:
        super().__init__(name="dww-inname")
        self._work = work
        self.step, self.count = step, 0
        self.problem: DwwError | None = None
        self.note: Callable[[], None] | None = None

    def run(self) -> None:
        """Do the work; whatever goes wrong becomes a message, and only the kind of an unforeseen failure is logged."""
        try:
            self.note = self._work(self)
        except DwwError as problem:
            self.problem = problem
        except Exception as error:  # noqa: BLE001 - its message could hold words of a file
            _LOG.error("intake failed: %s", type(error).__name__)
            self.problem = _FAILED
        finally:
            state.forget()

    def progress(self, done: int, _total: int) -> None:
        """Take over how many records were read."""
        self.count = done

    def tell(self, step: Text) -> None:
        """Take over what is being done."""
        self.step, self.count = step, 0


def current() -> Session:
    """Give the desk of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Session()
    found: Session = st.session_state[_KEY]
    return found


def clear() -> None:
    """Forget everything, as for a visitor who may not (or no longer) change the graph."""
    st.session_state.pop(_KEY, None)
