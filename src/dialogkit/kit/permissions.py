"""Who is asking, and the names of what one may do.

Which role holds which permission is one table in `dialogkit.organizations`.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from dialogkit.kit.ids import OrganizationId

__all__ = ("Actor", "Permission")


class Permission(StrEnum):
    """What a route needs of whoever calls it."""

    ANYONE = "anyone"
    """No credentials: health, public pages, opening a conversation."""
    VISITOR = "visitor"
    """The token of the conversation that the path names."""
    MEMBER = "member"
    """Signed in, whatever the role."""
    FLOWS_READ = "flows:read"
    FLOWS_WRITE = "flows:write"
    FLOWS_PUBLISH = "flows:publish"
    RESULTS_READ = "results:read"


class Actor(msgspec.Struct, frozen=True):
    """A signed-in caller: for which organization, as whom, with which permissions."""

    organization: OrganizationId
    name: str
    permissions: frozenset[Permission]
    by_cookie: bool = False
    """True for a browser session, whose requests must come from our own pages."""

    def may(self, permission: Permission) -> bool:
        """Return whether the actor holds `permission`."""
        return permission is Permission.MEMBER or permission in self.permissions
