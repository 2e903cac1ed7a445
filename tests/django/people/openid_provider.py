"""A small OpenID provider in a thread: discovery, keys, authorisation code with PKCE, tokens, particulars.

Its one law: it keeps to the standard unless a test tells it how to lie; what it was asked it remembers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "lingqu", "secret-of-the-client"
_KEY, _OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
PERSON = {"sub": "248289761001", "preferred_username": "jane", "email": "jane@example.org", "email_verified": True}


@dataclass
class Provider:
    """A provider that runs; what stands in `lies` is said instead of the truth, None being left out."""

    address: str
    person: dict[str, Any] = field(default_factory=lambda: dict(PERSON))
    lies: dict[str, Any] = field(default_factory=dict)  # of the identity token
    description: dict[str, Any] = field(default_factory=dict)  # of the discovery
    particulars: dict[str, Any] = field(default_factory=dict)  # of the userinfo
    signature: str = "own"  # own, other, none, shared
    cancels: bool = False
    is_gone_after: str = ""  # the path that answers no more
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    _codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def described(self) -> dict[str, Any]:
        """The discovery document."""
        ways = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        found = {f"{name}_endpoint": f"{self.address}/{path}" for name, path in ways.items()}
        found |= {"issuer": self.address, "jwks_uri": f"{self.address}/keys", "response_types_supported": ["code"]}
        return {name: value for name, value in (found | self.description).items() if value is not None}

    def keys(self) -> dict[str, Any]:
        """The public key."""
        return {
            "keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key())) | {"kid": "1", "use": "sig"}]
        }

    def authorized(self, asked: dict[str, str]) -> str:
        """Where the browser goes back to."""
        assert asked["client_id"] == CLIENT
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        if self.cancels:
            return f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked['state']})}"
        code = secrets.token_urlsafe(16)
        self._codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def tokens(self, given: dict[str, str]) -> dict[str, Any] | None:
        """What a code is exchanged for, once and with the verifier that belongs to it; else nothing."""
        asked = self._codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or challenge != asked["code_challenge"] or given.get("client_secret") != SECRET:
            return None
        now = int(time.time())
        claims: dict[str, Any] = {
            "iss": self.address, "sub": self.person["sub"], "aud": CLIENT, "exp": now + 300, "iat": now,
            "nonce": asked.get("nonce"),
        } | self.lies  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300, "id_token": self._signed(claims)}

    def _signed(self, claims: dict[str, Any]) -> str | None:
        match self.signature:
            case "none":
                return jwt.encode(claims, None, algorithm="none", headers={"kid": "1"})
            case "shared":
                return jwt.encode(claims, SECRET.ljust(32), algorithm="HS256", headers={"kid": "1"})
            case "missing":
                return None
        key = _OTHER_KEY if self.signature == "other" else _KEY
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "1"})


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider on a port of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer({name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        self._answer({name: values[-1] for name, values in parse_qs(body).items()})

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _answer(self, given: dict[str, str]) -> None:
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        path = urlsplit(self.path).path
        provider.asked.append((path, given))
        if provider.is_gone_after and path.startswith(provider.is_gone_after):
            self.close_connection = True
            return
        match path:
            case "/.well-known/openid-configuration":
                self._json(provider.described())
            case "/keys":
                self._json(provider.keys())
            case "/authorize":
                self._consent(provider.authorized(given))
            case "/token":
                found = provider.tokens(given)
                self._json(found or {"error": "invalid_grant"}, 200 if found else 400)
            case "/favicon.ico":
                self._send(200, "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
            case "/userinfo":
                self._json(provider.person | provider.particulars)
            case _:
                self._json({}, 404)

    def _consent(self, back: str) -> None:
        text = f'<!doctype html><title>id</title><a id="back" href="{escape(back)}">agree</a>'.encode()
        self._send(200, "text/html; charset=utf-8", text)

    def _json(self, found: dict[str, Any], status: int = 200) -> None:
        self._send(status, "application/json", json.dumps(found).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
