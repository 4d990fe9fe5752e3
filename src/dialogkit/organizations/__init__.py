"""The organization of an installation and the keys to it."""

from __future__ import annotations

from dialogkit.organizations.models import HOME, ROLES
from dialogkit.organizations.routes import routes
from dialogkit.organizations.service import OrganizationsService
from dialogkit.organizations.store import SCHEMAS, CredentialStore

__all__ = ("HOME", "ROLES", "SCHEMAS", "CredentialStore", "OrganizationsService", "routes")
