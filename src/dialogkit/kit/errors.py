"""Every error DialogKit raises on purpose, in one tree; blame is in the branch.

    DialogKitError
    ├── InvalidRequest        the caller sent something wrong
    │   ├── InvalidDocument   a flow document is malformed (where, expected, fix)
    │   └── TooLarge          a named limit was exceeded
    ├── Refused               the caller may not do this
    │   ├── NotSignedIn       no or wrong credentials
    │   ├── TooMany           a rate limit; try later
    │   └── WrongOrigin       a page that may not embed this
    ├── StateError            the request does not fit the present state
    │   ├── Missing           there is no such thing (or it is not yours)
    │   ├── Conflict          somebody was faster, or an id was used for something else
    │   └── Gone              it was there and is not any more
    └── OutsideFault          the outside world failed: network, sandbox, disk
        └── Unavailable       a part of DialogKit itself is not ready; try later

Errors know no HTTP: status codes are one table in `dialogkit.http.errors`.
"""

from __future__ import annotations

from typing import ClassVar

__all__ = (
    "Conflict",
    "DialogKitError",
    "Gone",
    "InvalidDocument",
    "InvalidRequest",
    "Missing",
    "NotSignedIn",
    "OutsideFault",
    "Refused",
    "StateError",
    "TooLarge",
    "TooMany",
    "Unavailable",
    "WrongOrigin",
)


class DialogKitError(Exception):
    """Something went wrong that DialogKit knows a name for."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, fix: str = "", **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
        self.details = details


class InvalidRequest(DialogKitError):
    """What the caller sent is wrong; sending it again changes nothing."""

    code = "invalid_request"


class InvalidDocument(InvalidRequest):
    """A document is malformed at `path`; `line` is its line in the text, where it has one."""

    code = "invalid_document"

    def __init__(self, message: str, *, path: str = "$", fix: str = "", line: int = 0) -> None:
        super().__init__(message, fix=fix, path=path, **({"line": line} if line else {}))
        self.path = path
        self.line = line


class TooLarge(InvalidRequest):
    """A named limit was exceeded."""

    code = "too_large"


class Refused(DialogKitError):
    """The caller may not do this."""

    code = "refused"


class NotSignedIn(Refused):
    """No credentials, or wrong ones."""

    code = "not_signed_in"


class TooMany(Refused):
    """A rate limit was reached; `retry_after` seconds later it may work."""

    code = "too_many_requests"

    def __init__(self, message: str, *, retry_after: float) -> None:
        super().__init__(message, retry_after=retry_after)
        self.retry_after = retry_after


class WrongOrigin(Refused):
    """A page of this origin may not embed the flow; it learns nothing more."""

    code = "wrong_origin"


class StateError(DialogKitError):
    """The request is well formed and does not fit the present state."""

    code = "state"


class Missing(StateError):
    """There is no such thing, or it is not the caller's."""

    code = "missing"


class Conflict(StateError):
    """Somebody was faster, or an id was already used for something else."""

    code = "conflict"


class Gone(StateError):
    """It was there and is not any more."""

    code = "gone"


class OutsideFault(DialogKitError):
    """The outside world failed: network, sandbox, disk."""

    code = "outside"


class Unavailable(OutsideFault):
    """A part of DialogKit is not ready; the same request may work later."""

    code = "unavailable"
