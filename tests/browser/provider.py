"""An identity provider of our own, on this machine: it knows one person, asks nothing, and signs what it says (OpenID)."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "dww-graph", "een-geheim-dat-alleen-in-deze-test-bestaat"


class Provider(ThreadingHTTPServer):
    """The server; `person` is the `sub` of whoever signs in next."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.person = ""
        self.nonces: dict[str, str] = {}
        self.key = RSAKey.generate_key(2048, auto_kid=True)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """The four addresses of an identity provider."""

    server: Provider

    def do_GET(self) -> None:
        """Tell what it is, which key it signs with, or send the browser back with a code."""
        asked = urlsplit(self.path)
        if asked.path == "/authorize":
            self._back(parse_qs(asked.query))
        elif asked.path == "/keys":
            self._said({"keys": [self.server.key.as_dict(private=False)]})
        else:
            self._said(_described(self.server.address))

    def do_POST(self) -> None:
        """Give the signed statement that belongs to a code."""
        body = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        now, code = int(time.time()), body["code"][0]
        claims = {"iss": self.server.address, "aud": CLIENT, "sub": code.split(".")[0], "iat": now, "exp": now + 300}
        nonce = self.server.nonces.pop(code)
        signed = jwt.encode({"alg": "RS256", "kid": self.server.key.kid}, {**claims, "nonce": nonce}, self.server.key)
        self._said({"access_token": code, "token_type": "Bearer", "expires_in": 300, "id_token": signed})

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""

    def _back(self, asked: dict[str, list[str]]) -> None:
        code = f"{self.server.person}.{len(self.server.nonces)}"
        self.server.nonces[code] = asked["nonce"][0]
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri'][0]}?{urlencode({'code': code, 'state': asked['state'][0]})}")
        self.end_headers()

    def _said(self, words: dict[str, object]) -> None:
        body = json.dumps(words).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _described(address: str) -> dict[str, object]:
    return {
        "issuer": address,
        "authorization_endpoint": f"{address}/authorize",
        "token_endpoint": f"{address}/token",
        "jwks_uri": f"{address}/keys",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }


@contextmanager
def providing() -> Iterator[Provider]:
    """Run the provider."""
    with Provider() as running:
        thread = Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()


def secrets_toml(provider: str, server: str) -> str:
    """Give what the keeper of a server writes in `secrets.toml`."""
    return (
        f'[auth]\nredirect_uri = "{server}/oauth2callback"\ncookie_secret = "{SECRET}"\nclient_id = "{CLIENT}"\n'
        f'client_secret = "{SECRET}"\nserver_metadata_url = "{provider}/.well-known/openid-configuration"\n'
    )
