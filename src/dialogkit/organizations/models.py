"""What an organization's keys are, and which role may do what."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from dialogkit.kit import OrganizationId, Permission

__all__ = ("HOME", "ROLES", "Credential", "CredentialKind")

HOME = OrganizationId("home")
"""The one organization of an installation, until accounts bring more."""

ROLES: dict[str, frozenset[Permission]] = {
    "owner": frozenset(
        {Permission.FLOWS_READ, Permission.FLOWS_WRITE, Permission.FLOWS_PUBLISH, Permission.RESULTS_READ}
    ),
}
"""Role -> what it may do. Nobody's permissions stand anywhere else."""


class CredentialKind(StrEnum):
    """A key for programs, a link that signs in once, or the browser session it begins."""

    KEY = "key"
    LINK = "link"
    SESSION = "session"


class Credential(msgspec.Struct, frozen=True):
    """Something that proves who calls. Only the hash of its secret is kept."""

    hash: str
    organization: OrganizationId
    kind: CredentialKind
    role: str
    name: str
    created: int
    """Milliseconds since 1970, as all stored times."""
    expires: int | None = None
