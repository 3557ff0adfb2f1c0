"""A layer before Streamlit's own address for uploads, which takes a file into memory from anybody with a page open.

The page asks who somebody is before it draws its box; this address is Streamlit's, and asks nothing. So the same right is asked
here, before a byte of the body is read. Who signed in is known to the page only: here it is enough that Streamlit's cookie came.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dww_graph import rights
from dww_graph.errors import Text
from dww_graph.http.message import HttpAnswer
from dww_graph.http.middleware import App, Headers, Receive, Scope, Send
from dww_graph.rights import Policy, Visitor

PLACE: Final = "/_stcore/upload_file/"
SIGNED_IN: Final = "_streamlit_user"
"""The cookie in which Streamlit keeps who signed in; a test compares the name with the installed Streamlit."""
_MEGABYTE: Final = 1024 * 1024
_NOT_YOU: Final = Text("Bestanden aanbieden kan hier alleen een beheerder.", "Only a curator may offer files here.")


class UploadGate:
    """Refuses an upload of whoever cannot be a curator, and one that says to be larger than the maximum.

    `can_sign_in` says whether an identity provider is set, `megabytes` how large a file may be: only Streamlit knows both.
    """

    def __init__(self, app: App, can_sign_in: Callable[[], bool], megabytes: Callable[[], int]) -> None:
        self._app, self._can_sign_in, self._megabytes = app, can_sign_in, megabytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, except an upload that is refused."""
        refused = self._refused(scope) if scope["type"] == "http" and PLACE in scope["path"] else None
        if refused is None:
            await self._app(scope, receive, send)
            return
        headers = [(name.encode(), value.encode()) for name, value in refused.headers.items()]
        await send({"type": "http.response.start", "status": refused.status, "headers": headers})
        await send({"type": "http.response.body", "body": refused.body})

    def _refused(self, scope: Scope) -> HttpAnswer | None:
        if not may_upload(scope, rights.policy_from(), self._can_sign_in):
            return _told(403, _NOT_YOU)
        most = self._megabytes()
        if _length(scope["headers"]) > most * _MEGABYTE:
            return _told(413, Text(f"Een bestand mag hier hoogstens {most} MB zijn.", f"A file may be at most {most} MB here."))
        return None


def may_upload(scope: Scope, policy: Policy, can_sign_in: Callable[[], bool]) -> bool:
    """Say whether the sender of a request can be a curator: at this machine in curator mode, or with the cookie of a sign-in."""
    if rights.curator(_visitor(scope), policy) is not None:
        return True
    return bool(policy.people) and _signed_in(scope["headers"]) and can_sign_in()


def _visitor(scope: Scope) -> Visitor:
    """Make the visitor of a request; a connection without an address is not taken for this machine."""
    said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    address = scope["client"][0] if scope.get("client") else ""
    return Visitor(address, said.get("host", ""), forwarded=rights.passed_on(said))


def _signed_in(headers: Headers) -> bool:
    said = "; ".join(value.decode("latin-1") for name, value in headers if name.lower() == b"cookie")
    pairs = (pair.strip().partition("=") for pair in said.split(";"))
    return any(name == SIGNED_IN and value for name, _, value in pairs)


def _length(headers: Headers) -> int:
    """Return the length that a request states, 0 when it states none: then Streamlit counts while it reads."""
    said = [value for name, value in headers if name.lower() == b"content-length" and value.isdigit()]
    return max(map(int, said), default=0)


def _told(status: int, why: Text) -> HttpAnswer:
    headers = {"content-type": "text/plain; charset=utf-8", "cache-control": "no-store"}
    return HttpAnswer(status, headers, f"{why.nl}\n{why.en}\n".encode())
