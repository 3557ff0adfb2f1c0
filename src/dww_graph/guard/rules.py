"""The patterns of personal data that block, each with a proof that a hit really is one.

A text is first made plain (`plain`): one kind of space and dash, no zero-width signs, and without what is full of digits
and points at nobody (DOI, ISBN, ISSN, PubMed and trial numbers, amounts of money).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from dww_graph.errors import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of personal data: its code, a pattern, and a proof that a hit is one.

    It cannot fire on a text with fewer than `digits` digits, nor on one that holds none of the small `signs` (none: any text).
    """

    code: str
    pattern: re.Pattern[str]
    proof: Callable[[str], bool]
    digits: int = 0
    signs: tuple[str, ...] = ()


def plain(text: str) -> str:
    """Return a text with plain spaces and dashes, and without numbers that point at nobody."""
    if not text.isascii():
        text = text.translate(_SIGNS)
    return _HARMLESS.sub(" ¤ ", text) if _DIGIT.search(text) else text


def hits(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield every proven hit of every rule in a text that was made plain."""
    digits, small = len(_DIGIT.findall(text)), text.lower()
    for rule in RULES if digits else _WITHOUT_DIGITS:
        if digits >= rule.digits and _may_fire(rule, small):
            for found in rule.pattern.finditer(text):
                if rule.proof(found[0]):
                    yield rule, found


def _may_fire(rule: Rule, small: str) -> bool:
    """A plain loop: this is asked for every rule and every cell of a file."""
    for sign in rule.signs:
        if sign in small:
            return True
    return not rule.signs


def name_of(code: str) -> Text:
    """Return what a kind of personal data is called."""
    return _NAMES[code]


def is_bsn(text: str) -> bool:
    """True when eight or nine digits pass the eleven-proof of the burgerservicenummer, and are no date or range of years."""
    digits = [int(char) for char in text if char.isdigit()]
    if len(digits) not in (8, 9) or not any(digits) or _DAY_OR_YEARS.fullmatch(text):
        return False
    digits = [0] * (9 - len(digits)) + digits
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """True when a text, or its beginning (words may follow), is an IBAN of the right length that passes mod 97."""
    code = re.sub(r"[ .\-]", "", text).upper()
    length = _IBAN_LENGTHS.get(code[:2])
    if length:
        return _mod_97(code[:length], length)
    return any(_mod_97(code[:size], size) for size in range(_SHORTEST_IBAN, len(code) + 1) if size not in _IBAN_LENGTHS.values())


def _mod_97(code: str, length: int) -> bool:
    return len(code) == length and sum(map(str.isdigit, code)) >= _LEAST_DIGITS and int(
        "".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97 == 1


def _always(_: str) -> bool:
    return True


def _is_grouped_bsn(text: str) -> bool:
    """A BSN without the word: one kind of sign between its groups, and no page range, scores or day."""
    between = re.findall(r"\D+", text)
    sizes = [len(group) for group in re.split(r"\D+", text)]
    if len(set(between)) > 1 or (sum(sizes) == _SHORT_BSN and (max(sizes) == 1 or sizes == [4, 4])):
        return False
    return is_bsn(text) and not _SOLID_DAY.fullmatch(text)


def _is_phone(text: str) -> bool:
    return _FEWEST <= sum(map(str.isdigit, text)) <= _MOST


def _is_postcode(text: str) -> bool:
    """Four digits and two letters that a postcode may have; behind a year only with a place."""
    letters, _, place = text[4:].strip().partition(" ")
    letters = letters.strip(",").upper()
    possible = not set(letters) & _NEVER_IN_POSTCODE and letters not in _ABBREVIATIONS
    return possible and (bool(place) or not text.startswith(("19", "20")))


def _is_street(text: str) -> bool:
    word, numbers = _STREET_WORD.search(text), re.findall(r"\d+", text)
    return word is not None and not _NO_STREET.fullmatch(word[0].casefold()) and not _YEAR.fullmatch(numbers[-1])


def _is_email(text: str) -> bool:
    """A sign with spaces around it makes an address only when a domain follows."""
    return " @ " not in text or _DOMAIN.search(text) is not None


def _is_numbered_postcode(text: str) -> bool:
    return not _YEAR_AND_WORD.search(text)


_IBAN_LENGTHS: Final = {
    "NL": 18, "BE": 16, "DE": 22, "FR": 27, "GB": 22, "ES": 24, "IT": 27, "PL": 28, "TR": 26, "PT": 25, "AT": 20, "CH": 21,
    "LU": 20, "IE": 22, "DK": 18, "SE": 24, "NO": 15, "FI": 18, "RO": 24, "BG": 22, "HU": 28, "CZ": 24, "SK": 24, "GR": 27,
    "LT": 20, "LV": 21, "EE": 20, "HR": 21, "SI": 19, "MT": 31, "CY": 28, "UA": 29,
}
_SHORTEST_IBAN, _LEAST_DIGITS, _SHORT_BSN, _FEWEST, _MOST = 15, 8, 8, 8, 15
_MONTHS: Final = (r"(?:jan(?:uari)?|feb(?:ruari)?|maart|mrt|mar|apr(?:il)?|mei|jun[ie]?|jul[iy]?|aug(?:ustus)?|sept?(?:ember)?"
                  r"|o[kc]t(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may|august)\b\.?")
_DAYS: Final = (r"(?:\d{1,2}(?:e|de|ste|th|st|nd|rd)?|eerste|een|één|twee(?:de)?|drie|derde|vier(?:de)?|vijf(?:de)?|zes(?:de)?"
                r"|zeven(?:de)?|acht(?:ste)?|negen(?:de)?|tien(?:de)?|elf(?:de)?|twaalf(?:de)?|\w+tien(?:de)?|\w*twintig(?:ste)?"
                r"|dertig(?:ste)?|eenendertig(?:ste)?)")
_DATE: Final = (rf"(?:\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?(?:\d{{4}}|['’]?\d{{2}})(?!\d)|\d{{1,2}} \d{{1,2}} \d{{4}}"
                rf"|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)|(?:19|20)\d\d[01]\d[0-3]\d|[0-3]\d[01]\d(?:19|20)\d\d"
                rf"|\b{_DAYS}[ -](?:of )?{_MONTHS}|\b{_MONTHS} \d{{1,2}}, ?\d{{4}}|\b{_MONTHS}[ -]['’]?\d{{2,4}}"
                rf"|\d{{1,2}}[-/.]{_MONTHS}[-/.]\d{{2,4}})")
_BORN: Final = (r"(?:geboren|geboorte(?:datum|dag)?|geb\b\.?(?:\s?dat(?:um)?\b\.?)?|gebdatum|jarig|verjaardag|verjaart|g\.d\."
                r"|born|birth(?:day|date)?|date of birth|d\.?o\.?b\b\.?|ter wereld)")
_NOT_BIRTH: Final = r"(?:(?!\b(?:sinds|vanaf|tussen|vóór|voor|na|tot|woont|kwam|kreeg)\b)[^\d.!?;]|(?<=\bgeb)\.)"
_NUL_ZES: Final = r"(?:nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w*tig|\d+)"
_CHILD: Final = (r"(?:dochter|zoon|jongste|oudste|middelste|kind|baby|meisje|jongen|broer(?:tje)?|zus(?:je)?|tweeling|pupil"
                 r"|jongere|cliënt|hij|zij|ze)")
_OWN_SITE: Final = r"(?:blog|vlog|web)?(?:blog|vlog|site|pagina|profiel|kanaal|account)"
_TLD: Final = r"(?:nl|com|org|net|be|eu|de|info|edu|gov|fr|uk|nu|io|me|frl|amsterdam)\b"
_STREETS: Final = (r"(?:straat|str\.|stra(?:ß|ss)e|laan|weg|plein|gracht|kade|singel|steeg|dreef|plantsoen|boulevard|allee|dijk"
                   r"|pad|park|hof|markt)")
_WEAK_STREETS: Final = (r"(?:brink|erf|haven|ring|wal|baan|burg|kamp|veld|oord|wijk|hoek|dam|poort|akker|weide|meent|berg|horst"
                        r"|zoom|donk|kreek|sloot|hout|rade|waard|stede|kwartier|eiland|heuvel)")
_SURE_STREETS: Final = r"(?:straat|laan|gracht|kade|singel|steeg|dreef|plantsoen|plein|weg|dijk|hof|pad)"
_HOUSE: Final = (r"[, ]{1,2}(?:(?:nr|nummer|no|huisnummer|huisnr)\b\.? ?)?\d{1,5}(?!\d|[.,]\d)"
                 r"(?: ?-? ?(?:[a-zA-Z]|hs|bis|huis|[IVX]+)\b)?")
_UNIT: Final = (r"(?! ?(?:%|keer|maal|x\b|dag|week|weken|maand|jaar|uur|uren|min|sec|kinder|jongere|leerling|student|ouder|gezin"
                r"|meter|m\b|km|euro|mensen|stappen|punt|vragen|fase|procent|plekken|plaatsen|bed|deelnemer|professional|e\b"
                r"|cli[eë]nt))")
_LOCAL: Final = r"(?<![\w.+-])[\w.+-]{1,64}"
_NAMED: Final = r"[A-ZÀ-Þ][\w'’-]"
_SITES: Final = (r"(?:(?:facebook|instagram|twitter|x|snapchat|tiktok|youtube|strava|threads|github|soundcloud|vk|tumblr|flickr"
                 r"|xing|telegram)\.com|pinterest\.(?:com|nl)|threads\.net|t\.me|wa\.me|telegram\.me|bsky\.app"
                 r"|twitch\.tv|linktr\.ee|researchgate\.net|academia\.edu)")
_SIGNS: Final = {**dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2007\u2009\u202f\t"), " "),
                 **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
                 **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), None)}
_DIGIT: Final = re.compile(r"\d")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_SOLID_DAY: Final = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d")
_DAY_OR_YEARS: Final = re.compile(
    r"\d{1,2}([-. ])\d{1,2}\1\d{4}|(?:19|20)\d\d([-. ])\d{1,2}\2\d{1,2}|(?:19|20)\d\d[-. ](?:19|20)\d\d")
_HARMLESS: Final = re.compile(
    r"\b10\.\d{4,9}/\S+|\bISBN(?:-1[03])?:? ?[\dX -]{10,17}|\b97[89][- ]\d[\d -]{10,13}|\bISSN:? ?\d{4}-\d{3}[\dX]"
    r"|\bPM(?:ID|C):? ?\d{5,9}|\b(?:NCT|NTR|ISRCTN|CRD|ACTRN)\d{4,14}|\b\d{4}-\d{4}-\d{4}-\d{3}[\dX]\b"
    r"|(?:€|\bEUR) ?\d[\d.,]*|\b\d[\d.,]*(?= ?(?:€|euro\b))", re.IGNORECASE)
_ABBREVIATIONS: Final = frozenset(
    {"BW", "NL", "VN", "VS", "KM", "CM", "KG", "ML", "MG", "GB", "MB", "BV", "NV", "EN", "DE", "TE", "NR", "ER", "WE", "MM", "HR",
     "MT", "TV", "ST", "DR", "SA", "SD", "SS"}
)
_NEVER_IN_POSTCODE: Final = frozenset("FIOQUY")
_DOMAIN: Final = re.compile(r"@ [\w-]+ ?\. ?\w")
_YEAR_AND_WORD: Final = re.compile(
    r"(?:19|20)\d\d (?:GI|VO|SO|PO|BW|EU|VN)\b"
    r"|\d{4} ?(?:en|in|op|de|is|te|of|nr|er|ze|we|ik|je|ml|km|kg|cm|mm|gr|mg|ms|na|om|al|zo|nu|px)\b")
_STREET_WORD: Final = re.compile(
    rf"[^\W\d_]*(?:{_STREETS}|{_WEAK_STREETS})(?= van | der | den | [A-Z0-9]|[, ]|$)", re.IGNORECASE)
_NO_STREET: Final = re.compile(
    r"(?:onder|snel|om|uit|half?|halver|af|tus|over|terug|heen|door|toe|eigen|mid|aan)weg|(?:leer|tijd|zorg|groei|ontwikkel|werk|"
    r"beslis|stappen|klachten|zoek|voet|fiets|school|jeugd|speel|kennis|ervarings|jong|onderwijs|thema|leef|woon|thuis|arbeids)"
    r"(?:pad|plein|park|straat|weg|veld|hoek|ring|hof|kamp|baan|wijk|dam|markt)|weg|pad|park|hof|markt|straat|veld|hoek|ring"
    r"|wal|wijk|baan|.*(?:loopbaan|werkveld)")
_STREET_SIGNS: Final = ("straat", "str.", "stra", "laan", "weg", "plein", "gracht", "kade", "singel", "steeg", "dreef", "plants",
                        "boulevard", "allee", "dijk", "pad", "park", "hof", "markt", "brink", "erf", "haven", "ring", "wal",
                        "baan", "burg", "kamp", "veld", "oord", "wijk", "hoek", "dam", "poort", "akker", "weide", "meent", "berg",
                        "horst", "zoom", "donk", "kreek", "sloot", "hout", "rade", "waard", "stede", "kwartier", "eiland",
                        "heuvel")
_MAIL_SIGNS: Final = ("@", " at ", "[at", "(at", "{at", "<at", "[ at", "( at", "_at_", "staart", "(a)", "[a]", "[ a ]", "( a )")
_BORN_SIGNS: Final = ("geb", "jarig", "verjaa", "born", "birth", "d.o.b", "dob", "g.d.", "ter wereld", "*", "°")
_SITE_SIGNS: Final = ("@", "~", "http", "www.", ".com/", ".net/", ".nl/", ".be/", ".me/", ".app/", ".tv/", ".ee/", ".edu/",
                      "insta", "snap", "tiktok", "tik tok", "twitter", "facebook", "discord", "skype", "telegram", "fb")
_NO_PERSON: Final = (r"groups|events|pages|share|watch|hashtag|search|company|intent|explore|legal|channel|privacy|help|policies"
                     r"|about|terms")
_NAMES: Final = {
    "bsn": Text("een burgerservicenummer", "a citizen service number (BSN)"),
    "iban": Text("een bankrekening", "a bank account"),
    "e-mail": Text("een e-mailadres", "an e-mail address"),
    "telefoon": Text("een telefoonnummer", "a telephone number"),
    "adres": Text("een adres", "an address"),
    "postcode": Text("een postcode", "a postcode"),
    "geboortedatum": Text("een geboortedatum", "a date of birth"),
    "url": Text("een webadres of accountnaam van een persoon", "a web address or account name of a person"),
}
RULES: Final[tuple[Rule, ...]] = (
    Rule("bsn", re.compile(r"(?<![\d.,])\d(?:[ .\-/]?\d){7,8}(?!\d|[.,]\d)"), _is_grouped_bsn, 8),
    Rule("bsn", re.compile(r"(?:\bbsn|burger ?service ?n(?:umme)?r|sofi)[\w-]*[^\d\n]{0,20}\d(?:[ .\-/,_]{0,3}\d){7,8}(?!\d)",
                           re.IGNORECASE), _always, 8, ("bsn", "burger", "sofi")),
    Rule("iban", re.compile(r"\b[A-Z]{2}[ .\-]?\d{2}(?:[ .\-]{0,2}[A-Z0-9]){11,30}(?![^\W_])", re.IGNORECASE | re.ASCII),
         is_iban, 8),
    Rule("iban", re.compile(r"\b(?:iban|bank ?rekening|rekening ?(?:nummer|nr\.?)?|giro(?:nummer)?)\b[^\d\n]{0,20}?"
                            r"(?:[A-Z]{2}[ .\-]?\d{2}[ .\-]?[A-Z]{4}(?:[ .\-]?\d){10}|\d(?:[ .]?\d){6,9}(?![ .]?\d))",
                            re.IGNORECASE), _always, 7, ("iban", "rekening", "giro")),
    Rule("e-mail", re.compile(
        rf"{_LOCAL} ?@ ?[\w-]*[a-z](?: ?\. ?[\w-]+|[\w-])*"
        rf"|{_LOCAL} ?[\[({{<] ?(?:at|apenstaartje|apestaartje|a|@) ?[\])}}>] ?[\w-]+"
        rf"|{_LOCAL} (?:at|ape?n?staart(?:je)?) [\w-]+(?:\.|[- ]?(?:punt|dot)[- ]| ?[\[({{](?:punt|dot|\.)[\])}}] ?)"
        rf"(?:[\w-]+(?:\.| punt ))?{_TLD}|{_LOCAL}?_at_[\w-]+[._](?:dot_)?{_TLD}"
        rf"|{_LOCAL} ape?n?staart(?:je)? \w+", re.IGNORECASE), _is_email, 0, _MAIL_SIGNS),
    Rule("telefoon", re.compile(
        r"(?:(?<![\w/.,])|(?<=tel)|(?<=tel\.)|(?<=nr\.)|(?<=mob\.))(?:\(?(?:\+|00) ?31\)?|0)[ \-./]{0,3}(?:\(0\)[ \-./]{0,2})?"
        r"[1-9](?:[ \-.()/_]{0,3}\d){8}(?!\d)|\(0\d{1,3}\)[ \-.]{0,3}\d(?:[ \-./]{0,2}\d){5,7}(?!\d)", re.IGNORECASE),
        _always, 8, ("0", "+")),
    Rule("telefoon", re.compile(r"(?<![\w.,/:])(?:\(?\+ ?|00 ?)[1-9]\d{0,2}\)?(?:[ \-./()]{0,3}\d){6,12}(?!\d)"),
         _is_phone, 7, ("+", "00")),
    Rule("telefoon", re.compile(
        r"\b(?:tel(?:efoon)?(?:nummer|nr)?|mobiel(?:tje|e)?(?: nummer)?|gsm|06-?nummer|whats?app|bel(?:len|t)?|app(?:en|t)?)\b"
        r"[^\d\n.!?]{0,20}(?:\. ?)?(?<![\d.,€])[1-9](?:[ \-./]{0,2}\d){6,9}(?!\d)", re.IGNORECASE),
        _always, 7, ("tel", "mobiel", "gsm", "nummer", "app", "bel")),
    Rule("telefoon", re.compile(rf"\bnul zes(?:[ ,-]+{_NUL_ZES}\b){{3,}}", re.IGNORECASE), _always, 0, ("nul zes",)),
    Rule("adres", re.compile(
        r"\b[1-9]\d{3}(?: ?[A-Z]{2}|[a-z]{2}| [a-z]{2}(?=[ ,]+\d))\b[,\s]*(?:(?:nr\.?|huisnummer|nummer)\s*)?\d{1,5}(?![\d.,]*\d)"
        r"|\d{1,5}\s*[a-zA-Z]?\s*,\s*[1-9]\d{3} ?[A-Z]{2}\b"), _is_numbered_postcode, 5),
    Rule("adres", re.compile(
        rf"\b(?:[A-Z0-9À-Þ][\w'’.-]* ){{0,3}}{_NAMED}*{_STREETS}(?: (?:van|der|den|de|het|{_NAMED}*)){{0,4}}{_HOUSE}{_UNIT}"
        rf"|\b(?!De |Het |Een |Op |In |Van |Deze |Die ){_NAMED}+ (?:Straat|Laan|Gracht|Kade|Singel|Plein|Weg|Dijk|Markt)"
        rf"{_HOUSE}{_UNIT}|\bLaan (?:van|der|den|de|het)(?: (?:der|den|de|het))? {_NAMED}*(?: {_NAMED}*)?{_HOUSE}{_UNIT}"
        rf"|\b(?:[Oo]p|[Aa]an|[Vv]an|[Nn]aar|[Bb]ij|[Ww]oon(?:t|de)|[Aa]dres:?)(?: (?:de|het))? {_NAMED}*{_WEAK_STREETS}"
        rf"{_HOUSE}{_UNIT}"
        rf"|\b(?:[Pp]lein|[Mm]arkt) 19\d\d{_HOUSE}"), _is_street, 1, _STREET_SIGNS),
    Rule("adres", re.compile(
        rf"\b(?:op|aan|in|van|de|het|adres:?|woont|naar|bij) (?:de |het )?(?:[\w'’-]+ )?[a-z'’-]{{3,}}{_SURE_STREETS}{_HOUSE}"
        r"(?= *(?:$|[.,;:!?)\"'’]|(?:in|te|op|en|waar|bij|is|was|woont|met|woonde|staat)\b))"), _is_street, 1, _STREET_SIGNS),
    Rule("postcode", re.compile(
        r"(?<![\d.,-])[1-9]\d{3} [A-Z]{2}\b(?:,? +(?!De\b|Het\b|In\b)[A-Z][a-z'’-]{2,})?|(?<![\d.,-])[1-9]\d{3}[A-Z]{2}\b"
        r"(?:,? +[A-Z][a-z'’-]{2,})?"), _is_postcode, 4),
    Rule("postcode", re.compile(r"\bpostcode[^\d\n]{0,15}[1-9]\d{3} ?(?:[a-z]{2}\b)?", re.IGNORECASE), _always, 4, ("postcode",)),
    Rule("geboortedatum", re.compile(
        rf"\b{_BORN}(?:\b|(?<=\.)){_NOT_BIRTH}{{0,40}}?{_DATE}|{_DATE},? ?(?:\(|(?:[^\W\d]+ ){{0,6}}){_BORN}"
        rf"|(?:°|(?<=\()\*|(?<=[\w)] )\*) ?{_DATE}", re.IGNORECASE), _always, 0, _BORN_SIGNS),
    Rule("geboortedatum", re.compile(
        rf"\b{_CHILD}\b[^.!?;\n]{{0,40}}? (?:is|was) van "
        rf"(?:{_DAYS}[ -]{_MONTHS} ?['’]?\d{{2,4}}|\d{{1,2}}-\d{{1,2}}-\d{{2,4}})", re.IGNORECASE), _always, 0, ("s van ",)),
    Rule("url", re.compile(
        rf"\b(?:zijn|haar|mijn|hun|eigen|diens) (?:\w+ )?{_OWN_SITE}\b[ (:]{{1,3}}(?:op |is )?(?:https?://|www\.)?"
        r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\S*", re.IGNORECASE), _always, 0, (".",)),
    Rule("url", re.compile(
        rf"\blinkedin\.com/(?:in|pub)/[\w%-]+|\b{_SITES}/(?!{_NO_PERSON})(?:@|add/|in/|profile/|user/|athletes/|profile\.php"
        r"\?id=)?[\w.%+-]{2,}|(?:https?://|www\.)\S{0,120}?/~[\w.-]+|(?<![\w.@])@[a-z_](?:[\w.]*\w)"
        r"|\b(?:https?://|www\.)\S{1,120}?/"
        r"(?:medewerkers?|people|profiel(?:en)?|profiles?|team|staff|personen|persoon|users?|members?|leden)"
        r"/[a-z][\w%]*[-._+]"
        r"[\w.%+-]+"
        r"|\b(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|twitter|facebook|discord|skype|telegram|fb)"
        r"(?: ?-?(?:naam|account|profiel|handle|id))?"
        r"(?: ?[:=] ?| is | heet )@?(?=[\w.]*[\d_.][\w.]*\w)[a-z][\w.]{2,}", re.IGNORECASE), _always, 0, _SITE_SIGNS),
)
_WITHOUT_DIGITS: Final = tuple(rule for rule in RULES if not rule.digits)
