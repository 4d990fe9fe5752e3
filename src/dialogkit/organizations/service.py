"""Who is calling: keys for programs, a sign-in link and sessions for browsers.

Until accounts come there is one organization with one owner. Secrets are 256 random bits,
so their plain SHA-256 is enough to keep.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from starlette.requests import HTTPConnection

from dialogkit.kit import Actor, Clock, NotSignedIn
from dialogkit.organizations.models import HOME, ROLES, Credential, CredentialKind
from dialogkit.organizations.store import CredentialStore

__all__ = ("COOKIE", "SESSION_DAYS", "OrganizationsService")

COOKIE = "dialogkit_session"
SESSION_DAYS = 30
_LINK_LIFE = timedelta(days=1)


class OrganizationsService:
    """The only writer of credentials."""

    def __init__(self, store: CredentialStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def ensure_owner_key(self) -> str | None:
        """Make the owner's key at the first start and return it; None ever after."""
        if await self._store.has(CredentialKind.KEY):
            return None
        return await self._issue(CredentialKind.KEY, "Owner key", None)

    async def new_sign_in_link(self) -> str:
        """Return the secret of a link that signs the owner in once; earlier links end."""
        await self._store.forget(CredentialKind.LINK)
        return await self._issue(CredentialKind.LINK, "Sign-in link", _LINK_LIFE)

    async def sign_in(self, secret: str) -> str:
        """Begin a browser session with a link's secret or the owner key; return the session's secret.

        Raises `NotSignedIn` for a link that was used, has expired or never was.
        """
        credential = await self._find(secret)
        if credential is None or credential.kind is CredentialKind.SESSION:
            raise NotSignedIn(
                "This sign-in link was used already or has expired.",
                fix="Start the server again for a new link, or sign in with the owner key.",
            )
        if credential.kind is CredentialKind.LINK and not await self._store.remove(credential.hash):
            raise NotSignedIn("This sign-in link was used already.")
        return await self._issue(CredentialKind.SESSION, "Browser", timedelta(days=SESSION_DAYS))

    async def sign_out(self, secret: str) -> None:
        """End a browser session."""
        await self._store.remove(_hash(secret))

    async def actor_of(self, request: HTTPConnection) -> Actor | None:
        """Return the actor behind a request's key or session cookie."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return await self._actor(token.strip(), CredentialKind.KEY)
        return await self._actor(request.cookies.get(COOKIE, ""), CredentialKind.SESSION)

    async def _actor(self, secret: str, kind: CredentialKind) -> Actor | None:
        credential = await self._find(secret) if secret else None
        if credential is None or credential.kind is not kind:
            return None
        return Actor(
            organization=credential.organization,
            name=credential.role,
            permissions=ROLES[credential.role],
            by_cookie=kind is CredentialKind.SESSION,
        )

    async def _find(self, secret: str) -> Credential | None:
        credential = await self._store.find(_hash(secret))
        if credential is None:
            return None
        if credential.expires is not None and credential.expires <= self._milliseconds():
            return None
        return credential

    async def _issue(self, kind: CredentialKind, name: str, life: timedelta | None) -> str:
        secret = f"dk_{secrets.token_urlsafe(32)}"
        now = self._milliseconds()
        expires = None if life is None else now + int(life.total_seconds() * 1000)
        await self._store.add(Credential(_hash(secret), HOME, kind, "owner", name, now, expires))
        return secret

    def _milliseconds(self) -> int:
        return int(self._clock.now().timestamp() * 1000)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
