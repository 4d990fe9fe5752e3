"""Credentials in the database, found by the hash of their secret."""

from __future__ import annotations

import msgspec

from dialogkit.organizations.models import HOME, Credential, CredentialKind
from dialogkit.storage import Document, Index, Query, Schema, Storage

__all__ = ("SCHEMAS", "CredentialStore")

_CREDENTIALS = Schema(
    name="credentials",
    columns=("organization", "kind"),
    indexes=(Index("organization", ("organization", "kind")),),
)

SCHEMAS = (_CREDENTIALS,)


class CredentialStore:
    """Keys, links and sessions."""

    def __init__(self, storage: Storage) -> None:
        self._credentials = storage.collection(_CREDENTIALS)
        self._decoder = msgspec.json.Decoder(Credential)

    async def find(self, hash: str) -> Credential | None:
        """Return the credential whose secret has this hash."""
        document = await self._credentials.find(hash)
        return self._decoder.decode(document.body) if document else None

    async def add(self, credential: Credential) -> None:
        """Keep a new credential."""
        keys = {"organization": credential.organization, "kind": credential.kind.value}
        await self._credentials.insert(Document(credential.hash, msgspec.json.encode(credential), keys))

    async def remove(self, hash: str) -> bool:
        """Forget a credential; tell whether it was there."""
        return await self._credentials.delete(hash)

    async def forget(self, kind: CredentialKind) -> int:
        """Forget all credentials of a kind; return how many."""
        return await self._credentials.delete_many(Query("organization", (HOME, kind.value)))

    async def has(self, kind: CredentialKind) -> bool:
        """Return whether there is any credential of a kind."""
        return await self._credentials.first(Query("organization", (HOME, kind.value))) is not None
