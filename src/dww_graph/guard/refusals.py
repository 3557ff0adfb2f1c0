"""What the gate says when it refuses a file: one message a code, in Dutch and English; never a word out of the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from dww_graph.errors import Fault, Text

_SHORT: Final = 80
_UNPRINTED: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_RIGHT_FILE: Final = Text("Kijk na of dit het goede bestand is.", "Check whether this is the right file.")
_SAVE_AGAIN: Final = Text("Open het in het programma waaruit het komt en bewaar of exporteer het opnieuw.",
                          "Open it in the program it comes from and save or export it again.")
_ORDINARY_ZIP: Final = Text("een gewoon werkboek, document of project", "an ordinary workbook, document or project")
_FORMS: Final = Text("een document (.docx, .odt), tekst, een tabel (.xlsx, .csv) of een export van uw programma",
                     "a document (.docx, .odt), text, a table (.xlsx, .csv) or an export of your program")

MESSAGES: Final[Mapping[str, tuple[Text, Text, Text]]] = {
    "geen-bestand": (
        Text("Dit bestand is er niet.", "This file does not exist."),
        Text("een bestaand bestand", "an existing file"),
        _RIGHT_FILE,
    ),
    "bestandsnaam": (
        Text("De naam van dit bestand bevat tekens die niet te zien zijn.",
             "The name of this file holds characters that cannot be seen."),
        Text("een naam van gewone letters, cijfers en streepjes", "a name of ordinary letters, digits and hyphens"),
        Text("Geef het bestand een andere naam.", "Give the file another name."),
    ),
    "te-groot": (
        Text("Dit bestand is te groot.", "This file is too large."),
        Text("hoogstens 50 MB", "at most 50 MB"),
        Text("Deel het in stukken, of haal beeld en geluid eruit.", "Split it, or take pictures and sound out of it."),
    ),
    "leeg": (
        Text("Dit bestand is leeg.", "This file is empty."),
        Text("een bestand met inhoud", "a file with content"),
        _SAVE_AGAIN,
    ),
    "met-wachtwoord": (
        Text("Op dit bestand zit een wachtwoord.", "This file is protected by a password."),
        Text("een bestand zonder wachtwoord", "a file without a password"),
        Text("Haal in Word of Excel het wachtwoord eraf en bewaar het opnieuw.",
             "Remove the password in Word or Excel and save it again."),
    ),
    "oud-office-bestand": (
        Text("Dit is een oud Office-bestand (.doc of .xls).", "This is an old Office file (.doc or .xls)."),
        Text(".docx of .xlsx", ".docx or .xlsx"),
        Text("Open het in Word of Excel en kies Opslaan als .docx of .xlsx.",
             "Open it in Word or Excel and choose Save as .docx or .xlsx."),
    ),
    "html": (
        Text("Dit is een webpagina (HTML), hoe het bestand ook heet.", "This is a web page (HTML), whatever the file is called."),
        _FORMS,
        Text("Open het in Word of Excel en kies Opslaan als .docx of .xlsx; of download het bestand opnieuw.",
             "Open it in Word or Excel and choose Save as .docx or .xlsx; or download the file again."),
    ),
    "pdf": (
        Text("Dit is een pdf; daaruit is tekst niet betrouwbaar te halen.",
             "This is a PDF; text cannot be taken from it reliably."),
        _FORMS,
        Text("Bied het bestand aan waaruit de pdf is gemaakt.", "Offer the file from which the PDF was made."),
    ),
    "afbeelding": (
        Text("Dit is een afbeelding.", "This is a picture."),
        _FORMS,
        Text("Typ over wat erop staat, of bied de tekst zelf aan.", "Type out what it shows, or offer the text itself."),
    ),
    "opname": (
        Text("Dit is een opname van beeld of geluid.", "This is a recording of pictures or sound."),
        Text("de uitgeschreven tekst", "the transcript"),
        Text("Bied de uitgeschreven en geanonimiseerde tekst aan, nooit de opname.",
             "Offer the transcribed and anonymised text, never the recording."),
    ),
    "ander-archief": (
        Text("Dit is een ingepakt bestand (7z, rar, gz of iets dergelijks).", "This is a packed file (7z, rar, gz or the like)."),
        _FORMS,
        Text("Pak het uit en bied de bestanden zelf aan.", "Unpack it and offer the files themselves."),
    ),
    "rtf": (
        Text("Dit is een RTF-bestand.", "This is an RTF file."),
        _FORMS,
        Text("Open het in Word en kies Opslaan als .docx.", "Open it in Word and choose Save as .docx."),
    ),
    "geen-tekst": (
        Text("Dit bestand is geen tekst en geen werkboek.", "This file is neither text nor a workbook."),
        Text("tekst (UTF-8, UTF-16 of Windows) of een van onze bestandsvormen",
             "text (UTF-8, UTF-16 or Windows) or one of our file forms"),
        Text("Bewaar tekst als UTF-8. Is het geen tekst, kijk dan na of dit het goede bestand is.",
             "Save text as UTF-8. If it is no text, check whether this is the right file."),
    ),
    "te-lange-regel": (
        Text("Hier staat een regel van meer dan een miljoen tekens.", "Here is a line of more than a million characters."),
        Text("regels van hoogstens 1.000.000 tekens", "lines of at most 1,000,000 characters"),
        Text("Kijk na of het bestand heel is; een tabel heeft een regel per rij.",
             "Check whether the file is whole; a table has a line for each row."),
    ),
    "te-lange-kop": (
        Text("Het blok tussen de streepjes is te lang voor een kaart.", "The block between the dashes is too long for a card."),
        Text("hoogstens 64 kB tussen de twee regels met ---", "at most 64 kB between the two lines with ---"),
        Text("Zet lange tekst onder een kop, niet tussen de streepjes.",
             "Put long text under a heading, not between the dashes."),
    ),
    "te-diep": (
        Text("Dit bestand is te diep genest.", "This file is nested too deep."),
        Text("hoogstens 128 niveaus (XML: 256)", "at most 128 levels (XML: 256)"),
        _SAVE_AGAIN,
    ),
    "half-bestand": (
        Text("Dit bestand is niet heel: het eind ontbreekt.", "This file is not whole: its end is missing."),
        Text("een heel bestand", "a whole file"),
        Text("Download of kopieer het opnieuw, en wacht tot dat klaar is.",
             "Download or copy it again, and wait until that is done."),
    ),
    "kapotte-zip": (
        Text("Dit bestand is beschadigd.", "This file is damaged."),
        Text("een heel bestand", "a whole file"),
        _SAVE_AGAIN,
    ),
    "zip-bom": (
        Text("Dit bestand pakt uit tot meer dan het mag zijn.", "This file unpacks to more than it may be."),
        Text("uitgepakt hoogstens 500 MB, en hoogstens honderd keer zo groot als ingepakt",
             "at most 500 MB unpacked, and at most a hundred times the packed size"),
        _RIGHT_FILE,
    ),
    "te-veel-onderdelen": (
        Text("Dit bestand bevat te veel onderdelen.", "This file holds too many parts."),
        Text("hoogstens 2000 bestanden in een ingepakt bestand", "at most 2,000 files in a packed file"),
        _RIGHT_FILE,
    ),
    "versleutelde-zip": (
        Text("Dit bestand is ingepakt met een wachtwoord.", "This file was packed with a password."),
        Text("een bestand zonder wachtwoord", "a file without a password"),
        Text("Maak of exporteer het opnieuw, zonder wachtwoord.", "Make or export it again, without a password."),
    ),
    "zip-methode": (
        Text("Dit bestand is ingepakt op een manier die we niet lezen.", "This file was packed in a way that we do not read."),
        Text("gewoon ingepakt (deflate), zoals Office en zip doen", "packed plainly (deflate), as Office and zip do"),
        _SAVE_AGAIN,
    ),
    "dubbele-naam": (
        Text("Een naam staat twee keer in dit ingepakte bestand.", "A name stands in this packed file twice."),
        _ORDINARY_ZIP,
        _SAVE_AGAIN,
    ),
    "naam-in-zip": (
        Text("Een onderdeel heeft een naam die buiten het ingepakte bestand wijst of onzichtbare tekens heeft.",
             "A part has a name that points outside the packed file or holds characters that cannot be seen."),
        _ORDINARY_ZIP,
        _SAVE_AGAIN,
    ),
    "koppeling-in-zip": (
        Text("Een onderdeel is een verwijzing naar iets buiten dit bestand.", "A part is a link to something outside this file."),
        _ORDINARY_ZIP,
        _SAVE_AGAIN,
    ),
    "dtd": (
        Text("Dit bestand bevat een DTD (DOCTYPE); dat mag niet.", "This file holds a DTD (DOCTYPE); that is not allowed."),
        Text("XML zonder DOCTYPE", "XML without DOCTYPE"),
        Text("Exporteer het opnieuw. Helpt dat niet, haal dan de regel met DOCTYPE weg.",
             "Export it again. If that does not help, remove the line with DOCTYPE."),
    ),
    "kapotte-xml": (
        Text("De XML in dit bestand klopt niet.", "The XML in this file is not well-formed."),
        Text("een heel bestand", "a whole file"),
        _SAVE_AGAIN,
    ),
    "xml-codering": (
        Text("Deze XML staat in een tekenset die we niet lezen.", "This XML is in a character set that we do not read."),
        Text("UTF-8, UTF-16, ISO-8859-1 of Windows-1252", "UTF-8, UTF-16, ISO-8859-1 or Windows-1252"),
        Text("Bewaar of exporteer het bestand als UTF-8.", "Save or export the file as UTF-8."),
    ),
    "te-veel-elementen": (
        Text("Dit bestand heeft te veel cellen of elementen.", "This file has too many cells or elements."),
        Text("hoogstens 1 miljoen", "at most 1 million"),
        Text("Deel het in stukken, of haal weg wat niet gelezen hoeft te worden.", "Split it, or remove what need not be read."),
    ),
    "te-lang-stuk": (
        Text("Hier staat een stuk van meer dan 10 MB aaneen.", "Here is one piece of more than 10 MB."),
        Text("hoogstens 10 MB in een tekst of kenmerk", "at most 10 MB in one text or attribute"),
        _SAVE_AGAIN,
    ),
    "verre-cel": (
        Text("Een cel van dit werkboek staat ver buiten een gewone tabel.",
             "A cell of this workbook is far outside an ordinary table."),
        Text("cellen tot rij 1.000.000 en kolom SF (de 500e)", "cells up to row 1,000,000 and column SF (the 500th)"),
        Text("Verwijder in Excel de lege rijen en kolommen rechts en onder de tabel en bewaar het opnieuw.",
             "Delete the empty rows and columns right of and below the table in Excel and save it again."),
    ),
    "te-groot-bereik": (
        Text("Een samenvoeging of verwijzing in dit werkboek beslaat te veel cellen.",
             "A merge or link in this workbook covers too many cells."),
        Text("samen hoogstens 200.000 cellen", "at most 200,000 cells together"),
        Text("Hef in Excel de samenvoeging van cellen op en bewaar het opnieuw.",
             "Unmerge the cells in Excel and save it again."),
    ),
}


class Refused(Exception):
    """Ends the judging of a file; carries the fault."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(code)
        self.fault = refusal(code, where)


def refusal(code: str, where: str) -> Fault:
    """Return the fault of a code (a key of MESSAGES) at a place."""
    what, expected, do = MESSAGES[code]
    return Fault(code, what, where, expected, do)


def is_plain(name: str) -> bool:
    """True for a name of which every character can be seen: no control, direction or zero-width marks, no lone surrogates."""
    return not any(unicodedata.category(sign) in _UNPRINTED for sign in name)


def shown(name: str) -> str:
    """Return a file name as a message may show it: at most 80 characters, what cannot be seen as a question mark."""
    return "".join(sign if is_plain(sign) else "?" for sign in name[:_SHORT])
