"""What every verb of the command line shares: the data folder, the ring, the language, and how a failure is told."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from dww_graph import generation
from dww_graph.errors import DwwError, Lang, Text
from dww_graph.graph import KnowledgeGraph, open_graph
from dww_graph.model import Ring


@dataclass(frozen=True, slots=True)
class Call:
    """What every verb needs to know: the data folder, the ring to read and the language to speak."""

    home: Path
    ring: Ring
    lang: Lang

    def graph(self) -> KnowledgeGraph:
        """Open the current generation."""
        return open_graph(self.home, self.ring, self.lang)

    def say(self, nl: str, en: str) -> None:
        """Print one line in the language of the call."""
        click.echo(Text(nl, en).in_(self.lang))


class Verbs(click.Group):
    """A group that tells our failures as messages with their exit code, never as a trace."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; a failure of ours ends the process with its own code."""
        try:
            return super().invoke(ctx)
        except DwwError as error:
            lang = ctx.obj.lang if isinstance(ctx.obj, Call) else "nl"
            click.echo(error.tell(lang), err=True)
            sys.exit(error.exit_code)


def tell_generation(call: Call, built: generation.Generation) -> None:
    """Print the number of a generation, its triples in the ring of the call, and its warnings."""
    info = built.info.ringen[call.ring]
    warnings = built.info.bevindingen["waarschuwing"]
    call.say(f"Generatie {built.number:04d}: {info.tripels} tripels in ring {call.ring} ({warnings} waarschuwingen).",
             f"Generation {built.number:04d}: {info.tripels} triples in ring {call.ring} ({warnings} warnings).")
