"""Ways in: the platform's own pages and the API that other platforms' widgets speak."""

from __future__ import annotations

from dialogkit.channels import typebot
from dialogkit.channels.web import web_routes

__all__ = ("typebot", "web_routes")
