"""Errors as `application/problem+json` (RFC 9457): one table from error to status."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from dialogkit.kit import (
    Conflict,
    DialogKitError,
    Gone,
    InvalidDocument,
    InvalidRequest,
    Missing,
    NotSignedIn,
    OutsideFault,
    Refused,
    StateError,
    TooLarge,
    TooMany,
    Unavailable,
)

__all__ = ("MEDIA_TYPE", "STATUS", "NoSuchMethod", "Unexpected", "Unreadable", "problem", "problem_bytes", "status_of")

MEDIA_TYPE = "application/problem+json"


class NoSuchMethod(InvalidRequest):
    """The address is there, and cannot be used this way."""

    code = "no_such_method"


class Unreadable(InvalidRequest):
    """The request is not HTTP as it should be: a broken form, a broken encoding."""

    code = "unreadable_request"


class Unexpected(DialogKitError):
    """Something broke that nobody foresaw; the log tells where."""

    code = "unexpected"

    def __init__(self) -> None:
        super().__init__("Something went wrong on our side.", fix="Try again; the server's log tells where it was.")


STATUS: dict[type[DialogKitError], int] = {
    InvalidDocument: 422,
    NoSuchMethod: 405,
    Unreadable: 400,
    TooLarge: 413,
    InvalidRequest: 422,
    NotSignedIn: 401,
    TooMany: 429,
    Refused: 403,
    Missing: 404,
    Conflict: 409,
    Gone: 410,
    StateError: 409,
    Unavailable: 503,
    OutsideFault: 502,
    DialogKitError: 500,
}
"""The first class an error is an instance of decides."""

_TITLES = {
    400: "Not readable",
    401: "Not signed in",
    403: "Not allowed",
    404: "Not found",
    405: "Not possible here",
    409: "Conflict",
    410: "Gone",
    412: "Changed meanwhile",
    413: "Too large",
    415: "Wrong media type",
    422: "Not as expected",
    429: "Too many requests",
    500: "Our fault",
    502: "The outside world failed",
    503: "Not ready",
}


def status_of(error: DialogKitError) -> int:
    """Return the HTTP status of `error`."""
    status = getattr(error, "status", None)
    if isinstance(status, int):
        return status
    return next(status for kind, status in STATUS.items() if isinstance(error, kind))


def problem_bytes(error: DialogKitError) -> bytes:
    """Return `error` as an encoded problem."""
    status = status_of(error)
    document: dict[str, object] = {
        "type": f"urn:dialogkit:problem:{error.code}",
        "title": _TITLES.get(status, "Error"),
        "status": status,
        "code": error.code,
        "detail": error.message,
    }
    if error.fix:
        document["fix"] = error.fix
    return msgspec.json.encode(document | error.details)


def problem(error: DialogKitError) -> Response:
    """Return `error` as a response."""
    headers = {}
    if isinstance(error, TooMany):
        headers["Retry-After"] = str(max(1, round(error.retry_after)))
    if isinstance(error, Unavailable):
        headers["Retry-After"] = "1"
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    return Response(problem_bytes(error), status_of(error), headers, MEDIA_TYPE)
