"""The command line as a Markdown reference, written from what the commands say of themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from dww_graph.export.markdown import cell, code, table

_HEADS = ("command", "what it does", "example")
_OPTION_HEADS = ("option", "meaning")


def cli_reference(main: click.Group) -> str:
    """Return a table of every verb with its example, the options for all verbs, and the options of each verb."""
    verbs = dict(_verbs(main))
    lines = table(_HEADS, (_verb(name, command) for name, command in verbs.items()))
    lines += ["", "Options for every verb, before its name:", "", *_options(main)]
    lines += ["", "<details><summary>Options of each verb</summary>"]
    for name, command in verbs.items():
        lines += _details(name, command)
    return "\n".join([*lines, "", "</details>"])


def _verbs(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every verb by what a person types; a group gives the verbs in it."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _verbs(command, f"{name} ")
        elif not command.hidden:
            yield before + name, command


def example(command: click.Command) -> str:
    """Return the example in the help of a command, or nothing."""
    _, _, told = _help(command).partition("Example: ")
    return told.split("\n")[0].strip()


def _help(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")


def _verb(name: str, command: click.Command) -> tuple[str, str, str]:
    return code(_usage(name, command)), _help(command).split("\n\n")[0], code(example(command))


def _usage(name: str, command: click.Command) -> str:
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    context = click.Context(command)
    return " ".join(["dww", name, *(argument.make_metavar(context) for argument in arguments)])


def _details(name: str, command: click.Command) -> Iterator[str]:
    more = [part for part in _help(command).split("\n\n")[1:] if not part.startswith("Example: ")]
    options = _options(command)
    if more or options:
        yield from ("", f"**`{_usage(name, command)}`**")
        for part in more:
            yield from ("", cell(part))
        yield from ("", *options) if options else ()


def _options(command: click.Command) -> list[str]:
    context = click.Context(command)
    records = [param.get_help_record(context) for param in command.params if isinstance(param, click.Option)]
    rows = [(code(" ".join(record[0].split())), record[1]) for record in records if record]
    return table(_OPTION_HEADS, rows) if rows else []
