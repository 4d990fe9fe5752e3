"""Flows: drafts, versions, publishing."""

from __future__ import annotations

from dialogkit.flows.draft_socket import draft_route
from dialogkit.flows.models import FlowHasProblems, Live, StoredFlow, Version
from dialogkit.flows.routes import Activity, ActivityMeter, routes
from dialogkit.flows.service import FlowsService
from dialogkit.flows.store import SCHEMAS, FlowStore

__all__ = (
    "SCHEMAS",
    "Activity",
    "ActivityMeter",
    "FlowHasProblems",
    "FlowStore",
    "FlowsService",
    "Live",
    "StoredFlow",
    "Version",
    "draft_route",
    "routes",
)
