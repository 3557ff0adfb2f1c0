"""A query under way: it runs in a thread, can be stopped, and stops by itself when nobody looks at it any more."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import Final

from dww_graph.answer import Answer
from dww_graph.errors import Lang
from dww_graph.explorer.viewmodels.workbench import Asking, Problem, ask
from dww_graph.workers import Stop

PATIENCE: Final = 8.0
"""Seconds after which a query that nobody looks at is stopped; a page that shows it looks twice a second."""


class Asked(threading.Thread):
    """One query of one reader. `found` is there when the thread has ended."""

    def __init__(self, graph: Asking, query: str, lang: Lang, patience: float = PATIENCE) -> None:
        super().__init__(name="dww-vraag", daemon=True)
        self._graph, self._query, self._lang, self._patience = graph, query, lang, patience
        self._button, self._done, self._pressed = Stop(), threading.Event(), False
        self._begun = self._seen = time.monotonic()
        self.found: Answer | Problem | None = None

    def run(self) -> None:
        """Ask, with somebody beside it who sees to it that it is still wanted."""
        threading.Thread(target=self._watch, name="dww-wacht", daemon=True).start()
        try:
            found = ask(self._graph, self._query, self._lang, self._button)
            stopped = self._pressed and isinstance(found, Problem) and found.kind == "tijd"
            self.found = replace(found, kind="gestopt") if stopped and isinstance(found, Problem) else found
        finally:
            self._done.set()

    def look(self) -> int:
        """Say that somebody still waits for the answer, and give the seconds that it has taken."""
        self._seen = time.monotonic()
        return int(self._seen - self._begun)

    def stop(self) -> None:
        """End the query now, from any thread; the process that runs it is killed."""
        self._pressed = True
        self._button.cancel()

    def _watch(self) -> None:
        while not self._done.wait(min(1.0, self._patience)):
            if time.monotonic() - self._seen > self._patience:
                self.stop()
