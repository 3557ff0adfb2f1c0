"""What every document shares: one plain page without script that reads on a screen, on a phone and on paper.

On paper the address of the page and the number of each sheet stand at the foot of it. A page that is kept as a file (`los`) names
things by their lasting addresses, as it has no server beside it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from dww_graph import terms
from dww_graph.errors import Lang, Text
from dww_graph.generation import Info
from dww_graph.http.message import HttpAnswer, HttpRequest

_STYLE: Final = """
body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1b1712;background:#fdfbf7}
body{overflow-wrap:anywhere}h1{font-size:1.7rem;line-height:1.25;margin:.2rem 0 .6rem}p{margin:.2rem 0 .6rem}
h2{font-size:1.2rem;margin:1.8rem 0 .3rem}h3{font-size:1.05rem;margin:1.3rem 0 .2rem}h4{font-size:1rem;margin:.8rem 0 .1rem}
a{color:#0b5c55}dt{font-weight:600;margin-top:.7rem}dd{margin:0 0 .1rem 1rem}.kind,.soft{margin:0;color:#4d453a}
ul{margin:.2rem 0 .6rem;padding-left:1.2rem}li{margin:.3rem 0}
blockquote{margin:.4rem 0;padding-left:.8rem;border-left:3px solid #7d5600}
.badge,.not,.gap{border:1px solid #7d5600;border-left-width:.5rem;padding:.4rem .7rem;background:#fff6df;color:#4a3300}
.not p,.gap p{margin:0}.not h2,.not h3,.not h4{margin:0;font-size:1rem}
.gap{border-color:#5c5850;border-style:dashed;background:none;color:inherit}
.sentence{font-size:1.1rem}.sentence b{font-weight:600}
.says{list-style:none;padding:0}.says li{border-left:.3rem solid #5c5850;padding-left:.7rem}
.says .ondersteund-door{border-color:#2a6a2f}.says .genuanceerd-door{border-color:#8a5300}
.says .tegengesproken-door{border-color:#b3261e}
article{border-top:1px solid #d9cfbf;padding-top:.2rem;margin-top:1rem}
footer{margin-top:2rem;border-top:1px solid #b9ae9c;padding-top:.6rem;font-size:.9rem}
@media(prefers-color-scheme:dark){body{color:#f4efe6;background:#171512}a{color:#7fd6ca}.kind,.soft{color:#cfc6b8}
.badge,.not{background:#33290f;color:#f6e2ae;border-color:#e8c35a}}
@page{size:A4;margin:18mm 16mm 22mm}
@media print{nav{display:none}
body{font-size:10.5pt;margin:0;padding:0;max-width:none;color:#000;background:#fff;orphans:3;widows:3}
a{color:#000}.kind,.soft{color:#333}.badge,.not{background:#fff;color:#000;border-color:#7d5600}
dt,h1,h2,h3,h4,h2+p,h3+p,.not{break-after:avoid}dt,dd,li,p,blockquote,.not,.gap{break-inside:avoid}}
"""
_WORDS: Final[Mapping[str, Text]] = {
    "back": Text("Open de verkenner", "Open the explorer"),
    "cite": Text("Verwijzen", "How to cite"),
    "here": Text("Adres van dit document", "Address of this document"),
    "seen": Text("opgevraagd op", "seen on"),
    "licence": Text("Inhoud: CC BY 4.0. U ziet alleen wat openbaar is (ring openbaar).",
                    "Content: CC BY 4.0. You see public data only (ring openbaar)."),
    "sheet": Text("blad", "page"),
}
LOOSE: Final = "los"
"""Value of `?vorm=` for a page that is kept as a file."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One page to be: the reader's language, the address that was asked, the day, and whether it is kept as a file."""

    lang: Lang
    address: str = ""
    day: str = ""
    loose: bool = False

    @classmethod
    def of(cls, request: HttpRequest) -> Paper:
        """Take a page for what was asked."""
        return cls(request.lang, request.address, request.day, dict(request.params).get("vorm") == LOOSE)

    def say(self, text: Text) -> str:
        """Return a text of ours in the reader's language, as HTML."""
        return escape(text.in_(self.lang))

    def link(self, iri: str, label: str) -> str:
        """Return a link to the document of a thing, to the web for another address, and plain text for what is neither."""
        if iri.startswith(terms.ID) and not self.loose:
            return f"<a href='../../doc/{escape(iri[len(terms.ID) :])}?lang={self.lang}'>{escape(label)}</a>"
        if iri.startswith(("http://", "https://")):
            return f"<a href='{escape(iri)}' rel='external noreferrer'>{escape(label)}</a>"
        return escape(label)

    def foot(self, info: Info, what: str, source: str = "") -> str:
        """Return the foot: where the data come from, how to cite, the address of the page with the day, and the licence."""
        number, day = info.nummer, info.gebouwd[:10]
        cited = f"DOEN WAT WERKT-kennisgraaf, generatie {number:04d} ({day}), {what}"
        seen = f" ({self._word('seen')} {self.day})" if self.day else ""
        here = f"<p><strong>{self._word('here')}:</strong> {escape(self.address)}{seen}</p>" if self.address else ""
        said = f"<p><strong>{self._word('cite')}:</strong> {escape(cited)}</p>{here}<p>{self._word('licence')}</p>"
        return f"<footer>{source}{said}</footer>"

    def page(self, title: str, body: str, back: str, data: str = "", status: int = 200) -> HttpAnswer:
        """Return the page; `back` is the page of the explorer about the same (its path and query), `data` the same as data."""
        alternate = f"<link rel='alternate' type='text/turtle' href='../../{escape(data)}'>" if data and not self.loose else ""
        margin = self._margin()
        text = (
            f"<!doctype html><html lang='{self.lang}'><head><meta charset='utf-8'><title>{escape(title)}</title>"
            f"<meta name='viewport' content='width=device-width'>{alternate}<style>{_STYLE}</style>"
            f"<style>{margin}</style></head><body>{self._bar(back)}<main>{body}</main></body></html>"
        )
        kept = {"content-disposition": f'attachment; filename="{_name(self.address)}-{self.lang}.html"'} if self.loose else {}
        return HttpAnswer(status, {**_headers(margin), **kept}, text.encode())

    def _word(self, key: str) -> str:
        return self.say(_WORDS[key])

    def _bar(self, back: str) -> str:
        if self.loose:
            return ""
        joint, other = "&amp;" if "?" in back else "?", "en" if self.lang == "nl" else "nl"
        switch = f"<a href='?lang={other}' hreflang='{other}' lang='{other}'>{'English' if other == 'en' else 'Nederlands'}</a>"
        return f"<nav><a href='../../{escape(back)}{joint}lang={self.lang}'>{self._word('back')}</a> · {switch}</nav>"

    def _margin(self) -> str:
        """Write what stands at the foot of each sheet: the address with the day, and the number of the sheet."""
        told = _css(f"{self.address}  {self.day}".strip())
        sheets = f'"{_css(self._word("sheet"))} " counter(page) " / " counter(pages)'
        look = "font:8pt system-ui,sans-serif;color:#333;vertical-align:top;padding-top:4mm"
        left, right = f'content:"{told}";width:80%;text-align:left;{look}', f"content:{sheets};{look}"
        return f"@page{{@bottom-left{{{left}}}@bottom-right{{{right}}}}}"


def _css(text: str) -> str:
    """Write a text inside quotation marks of a style sheet; only letters, digits and plain signs go unescaped."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in " ./:?=&-_%") else f"\\{ord(sign):x} " for sign in text)


def _name(address: str) -> str:
    """Return a name for a file from the last two parts of an address."""
    parts = address.split("?", 1)[0].rstrip("/").split("/")[-2:]
    return "-".join("".join(sign for sign in part if sign.isascii() and (sign.isalnum() or sign == "-")) for part in parts)


def _headers(*styles: str) -> Mapping[str, str]:
    digests = (base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in (_STYLE, *styles))
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    policy = f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    return {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": policy,
        "cache-control": "no-cache",
        "vary": "accept-language",
    }
