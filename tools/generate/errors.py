"""The reference of errors, from the one tree they form."""

from collections.abc import Iterator

import dialogkit.cli.serve  # noqa: F401 - whatever serves declares its errors
from dialogkit.http.errors import STATUS
from dialogkit.kit import DialogKitError
from tools.generate.tables import GENERATED, escaped, table

__all__ = ("files",)

BLAME = {
    "InvalidRequest": "The caller sent something wrong",
    "Refused": "The caller may not do this",
    "StateError": "The request does not fit the present state",
    "OutsideFault": "The outside world failed",
}


def files() -> dict[str, str]:
    """Return the page of errors."""
    parts = ["# Errors\n", GENERATED, "Over HTTP an error is `application/problem+json`; `code` says which.\n"]
    for branch in DialogKitError.__subclasses__():
        parts += [f"## {BLAME.get(branch.__name__, branch.__name__)}\n"]
        parts += [table(("code", "status", "meaning"), sorted(_rows(branch)))]
    return {"docs/reference/errors.md": "\n".join(parts)}


def _rows(error: type[DialogKitError]) -> Iterator[tuple[str, str, str]]:
    status = next(STATUS[kind] for kind in error.__mro__ if kind in STATUS)
    yield f"`{error.code}`", str(status), escaped((error.__doc__ or "").strip().splitlines()[0])
    for kind in error.__subclasses__():
        yield from _rows(kind)
