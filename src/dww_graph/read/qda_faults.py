"""What can be wrong with a coding project: the whole file (grade `fout`) or one record of it (grade `waarschuwing`)."""

from __future__ import annotations

from dww_graph.errors import Fault, Text

_AGAIN = Text("Exporteer het project opnieuw vanuit uw programma.", "Export the project again from your program.")
_IN_TOOL = Text("Kijk deze plek na in uw programma.", "Look at this place in your program.")


def broken(name: str, where: str) -> Fault:
    """The XML or the zip cannot be read."""
    return Fault(
        "kapot-project",
        Text("Dit codeerproject is beschadigd of niet compleet.", "This coding project is damaged or incomplete."),
        f"{name}, {where}" if where else name,
        Text("een heel REFI-QDA-bestand (.qdpx, .qde of .qdc)", "a whole REFI-QDA file (.qdpx, .qde or .qdc)"),
        _AGAIN,
    )


def no_project(name: str, found: int) -> Fault:
    """No `*.qde`, or several, at the root of the archive."""
    return Fault(
        "geen-projectbestand",
        Text(f"In dit bestand staan {found} projectbestanden (.qde); het moet er precies één zijn.",
             f"This file holds {found} project files (.qde); there must be exactly one."),
        name,
        Text("één .qde-bestand op het bovenste niveau", "one .qde file at the top level"),
        _AGAIN,
    )


def double_member(name: str) -> Fault:
    """Two members of the archive have the same name."""
    return Fault(
        "dubbel-lid",
        Text("Twee bestanden in dit archief hebben dezelfde naam.", "Two files in this archive have the same name."),
        name,
        Text("elke naam één keer", "every name once"),
        _AGAIN,
    )


def too_large(name: str, limit: int) -> Fault:
    """A member, or all together, unpack to more than may be."""
    megabytes = limit // (1024 * 1024)
    return Fault(
        "te-groot",
        Text("Dit project pakt uit tot meer dan het mag zijn.", "This project unpacks to more than it may be."),
        name,
        Text(f"hoogstens {megabytes} MB", f"at most {megabytes} MB"),
        Text("Splits het project, of laat media weg bij het exporteren.", "Split the project, or leave media out of the export."),
    )


def dtd(name: str) -> Fault:
    """The XML names a DTD."""
    return Fault(
        "dtd",
        Text("Dit bestand verwijst naar een DTD; dat mag niet.", "This file names a DTD; that is not allowed."),
        name,
        Text("een bestand zonder DOCTYPE", "a file without DOCTYPE"),
        _AGAIN,
    )


def no_text(where: str) -> Fault:
    """The text of a source is not in the file."""
    return _warning(
        "tekst-ontbreekt",
        Text("De tekst van deze bron staat niet in het bestand; de coderingen erin zijn overgeslagen.",
             "The text of this source is not in the file; its codings were passed over."),
        where,
        Text("de platte tekst van elke bron in het archief", "the plain text of every source in the archive"),
        Text("Exporteer als .qdpx, met de bronnen erbij.", "Export as .qdpx, with the sources in it."),
    )


def duplicate_guid(guid: str, where: str) -> Fault:
    """A GUID that another record has already."""
    return _warning(
        "dubbele-guid",
        Text(f"De GUID {guid} is al gebruikt; dit onderdeel is niet opgenomen.",
             f"The GUID {guid} is used already; this part was not taken in."),
        where,
        Text("elke GUID één keer", "every GUID once"),
    )


def orphan(guid: str, where: str) -> Fault:
    """A code below a code that was refused."""
    return _warning(
        "ouder-geweigerd",
        Text(f"De code {guid} hangt onder een code die geweigerd is.", f"The code {guid} hangs below a code that was refused."),
        where,
        Text("een bovenliggende code die er is", "a parent code that is there"),
    )


def unknown_code(guid: str, target: str, where: str) -> Fault:
    """A coding whose code is not in the codebook."""
    told = target or "(leeg)"
    return _warning(
        "onbekende-code",
        Text(f"De codering {guid} wijst naar code {told}, en die is er niet.",
             f"The coding {guid} points to code {told}, which is not there."),
        where,
        Text("een code uit het codeboek van dit project", "a code of the codebook of this project"),
    )


def out_of_range(guid: str, begin: str, end: str, where: str) -> Fault:
    """A selection whose positions are not in the text."""
    return _warning(
        "positie-buiten-tekst",
        Text(f"De posities {begin} tot {end} van codering {guid} vallen buiten de tekst.",
             f"The positions {begin} to {end} of coding {guid} fall outside the text."),
        where,
        Text("een begin en een eind binnen de tekst, in die volgorde", "a begin and an end within the text, in that order"),
    )


def too_long(guid: str, limit: int, where: str) -> Fault:
    """A selection that is too long for a quote."""
    return _warning(
        "citaat-te-lang",
        Text(f"Het fragment van codering {guid} is te lang om als citaat op te nemen.",
             f"The passage of coding {guid} is too long to be taken in as a quote."),
        where,
        Text(f"hoogstens {limit} tekens", f"at most {limit} characters"),
    )


def wrong_csv(where: str, expected: str) -> Fault:
    """A table that cannot be read as CSV."""
    return Fault(
        "kapotte-csv",
        Text("Deze tabel is niet goed opgebouwd.", "This table is not well formed."),
        where,
        Text(f"de kolommen {expected}", f"the columns {expected}"),
        Text("Exporteer de tabel opnieuw uit Taguette.", "Export the table again from Taguette."),
    )


def _warning(code: str, what: Text, where: str, expected: Text, do: Text = _IN_TOOL) -> Fault:
    return Fault(code, what, where, expected, do, "waarschuwing")
