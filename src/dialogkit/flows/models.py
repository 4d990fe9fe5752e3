"""A flow as it is kept: a draft that changes, and versions that never do."""

from __future__ import annotations

import msgspec

from dialogkit.document import Severity
from dialogkit.document.problems import Problem
from dialogkit.kit import Conflict, FlowId, InvalidRequest, OrganizationId

__all__ = ("Counts", "FlowHasProblems", "Live", "Published", "StaleDraft", "StoredFlow", "Version", "count_problems")


class FlowHasProblems(InvalidRequest):
    """The document cannot be published as it stands."""

    code = "flow_has_problems"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        super().__init__(
            f"The flow has {errors} {'error' if errors == 1 else 'errors'} and cannot be published.",
            fix="Mend the problems that are marked as errors.",
            problems=problems,
        )
        self.problems = problems


class StaleDraft(Conflict):
    """Somebody else has changed the draft meanwhile."""

    code = "stale_draft"
    status = 412


class Counts(msgspec.Struct, frozen=True):
    """How many problems there are."""

    errors: int = 0
    warnings: int = 0


class Published(msgspec.Struct, frozen=True):
    """The version that visitors get."""

    number: int
    at: int
    digest: str


class Live(msgspec.Struct, frozen=True):
    """Which version of which flow visitors get."""

    organization: OrganizationId
    flow: FlowId
    version: int


class StoredFlow(msgspec.Struct, frozen=True):
    """A flow with its draft."""

    id: FlowId
    organization: OrganizationId
    slug: str
    name: str
    updated: int
    document: msgspec.Raw
    digest: str
    """Of the draft's normal form, to tell whether it differs from what is published."""
    unfit: tuple[Problem, ...] = ()
    """What had to be left out of the document, as it could not be read; it stands in the draft."""
    drafted: int = 0
    """The record of the draft after which the document was written; 0 before anybody edited it live."""
    problems: Counts = Counts()
    published: Published | None = None
    versions: int = 0
    """The number of the newest version."""
    revision: int = 0
    """Of the stored document; not stored in it."""


class Version(msgspec.Struct, frozen=True):
    """What was published once, with the flows it enters as they were then."""

    flow: FlowId
    organization: OrganizationId
    slug: str
    number: int
    at: int
    digest: str
    document: msgspec.Raw
    note: str = ""
    subflows: dict[FlowId, msgspec.Raw] = {}
    preview: bool = False
    """True for a draft that is being tried; it has no number."""


def count_problems(problems: tuple[Problem, ...]) -> Counts:
    """Return how many of each severity there are."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    return Counts(errors, len(problems) - errors)
