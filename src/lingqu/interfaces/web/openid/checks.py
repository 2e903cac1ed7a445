"""What an identity provider says, checked as OpenID Connect Core 1.0 (3.1.3.7) and Discovery 1.0 (4.3) ask.

Its one law: who signs in is believed only by an identity token that is signed by the provider's own key, made for us,
in time, and bears the nonce of this very sign-in. The library relies on TLS for the first and asks for no nonce.
"""

from __future__ import annotations

import hmac
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import get_request_param
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key pair. One by the shared secret, or none, is not believed."""

CLOCKS_MAY_DIFFER = 60  # seconds
_WELL_KNOWN = "/.well-known/openid-configuration"
_NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
_CLAIMS = ("iss", "sub", "aud", "exp", "iat", "nonce")


class UnableToBelieve(OAuth2Error):  # type: ignore[misc]  # allauth carries no types
    """The provider, or whoever stands in for it, says what cannot be; the reason is for the log."""


def nonce_of(state: str) -> str:
    """The nonce of a sign-in, from its state, which this session alone can have begun."""
    return salted_hmac("lingqu.openid.nonce", state, algorithm="sha256").hexdigest()


class _Client(OAuth2Client):  # type: ignore[misc]  # allauth carries no types
    """Asks with a nonce."""

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        """The address at the provider."""
        asked = {**extra_params, "nonce": nonce_of(self.state)}
        return str(super().get_redirect_url(authorization_url, scope, asked))


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth carries no types
    """The library's flow with the checks of this module."""

    client_class = _Client

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises `UnableToBelieve` where it is another than the one configured."""
        told: object = super().openid_config
        config: dict[str, Any] = told if isinstance(told, dict) else {}
        missing = [name for name in _NEEDED if not isinstance(config.get(name), str)]
        if missing:
            raise UnableToBelieve(f"the description lacks {', '.join(missing)}")
        open_to_all = [name for name in _NEEDED[1:] if not config[name].startswith(("https://", "http://"))]
        if open_to_all:
            raise UnableToBelieve(f"no address: {', '.join(open_to_all)}")
        expected = self.get_provider().app.settings["server_url"].partition(_WELL_KNOWN)[0]
        if config["issuer"].rstrip("/") != expected.rstrip("/"):
            raise UnableToBelieve(f"the description is of issuer {config['issuer']}, expected {expected}")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Read who signs in. Raises `UnableToBelieve`."""
        given = kwargs["response"].get("id_token")
        if not isinstance(given, str):
            raise UnableToBelieve("no identity token was given")
        claims = self._claims(app, given)
        if not hmac.compare_digest(str(claims["nonce"]), nonce_of(get_request_param(request, "state") or "")):
            raise UnableToBelieve("the nonce is not that of this sign-in")
        data: dict[str, Any] = {"id_token": claims}
        if self.openid_config.get("userinfo_endpoint"):
            data["userinfo"] = self._fetch_user_info(token.token)
            if data["userinfo"].get("sub") != claims["sub"]:
                raise UnableToBelieve("the particulars are of somebody else than the identity token")
        return self.get_provider().sociallogin_from_response(request, data)

    def _claims(self, app: Any, given: str) -> dict[str, Any]:
        try:
            claims: dict[str, Any] = jwt.decode(
                given,
                key=self._key(given),
                algorithms=list(ALGORITHMS),
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=CLOCKS_MAY_DIFFER,
                options={"require": list(_CLAIMS)},
            )
        except (jwt.PyJWTError, TypeError, ValueError, KeyError) as error:
            raise UnableToBelieve(f"the identity token does not hold: {error}") from error
        if claims.get("azp", app.client_id) != app.client_id:
            raise UnableToBelieve("the identity token was made for another client")
        return claims

    def _key(self, given: str) -> jwt.PyJWK:
        named = jwt.get_unverified_header(given).get("kid")
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in (None, "sig")]
        found = [key for key in keys if named is None or key.key_id == named]
        if len(found) != 1:
            raise UnableToBelieve("no key of the provider fits the identity token")
        return found[0]
