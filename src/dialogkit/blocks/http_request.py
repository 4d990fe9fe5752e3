"""Ask another system over HTTP."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlencode, urlsplit, urlunsplit

import msgspec
from msgspec import Meta

from dialogkit.document import (
    NEXT,
    Address,
    Block,
    Category,
    Code,
    Fault,
    Handle,
    Kind,
    Part,
    Reference,
    Severity,
    Words,
)
from dialogkit.document.limits import MAX_ITEMS
from dialogkit.engine import (
    LEAVE,
    EffectResult,
    HttpRequest,
    Leave,
    Outcome,
    Perform,
    Saved,
    Turn,
    save_parts,
)
from dialogkit.expressions import fetched_address
from dialogkit.kit import Value

__all__ = ("Field", "Request")

ERROR = "error"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_TYPES = {
    "json": "application/json",
    "variables": "application/json",
    "form": "application/x-www-form-urlencoded",
    "text": "text/plain; charset=utf-8",
}


class Field(Part, frozen=True, kw_only=True):
    """A header, or a field of the query or form."""

    name: Words = ""
    value: Words = ""


Fields = Annotated[tuple[Field, ...], Meta(max_length=MAX_ITEMS)]


class Request(Block, frozen=True, kw_only=True, tag="http_request"):
    """Send an HTTP request and keep what comes back.

    The way `error` is for an answer of 400 or more and for none at all; parts of an answer are kept either way.
    """

    kind: ClassVar[Kind] = Kind(Category.INTEGRATION, "HTTP request", "webhook")

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] = "GET"
    url: Address = ""
    query: Fields = ()
    headers: Fields = ()
    body_type: Literal["none", "json", "text", "form", "variables"] = "none"
    """`variables` sends all variables of the flow as a JSON object."""
    body: Code = ""
    """For `json` and `text`. In JSON a value between quotation marks is escaped, one without stands for itself."""
    form: Fields = ()
    timeout: Annotated[float, Meta(gt=0, le=120)] = 10
    saves: Annotated[tuple[Saved, ...], Meta(max_length=MAX_ITEMS)] = ()
    """Paths begin with `data`, the decoded body, `status` or `headers`."""
    status_variable: Reference = ""
    error_variable: Reference = ""
    """What takes the reason when there is no answer, or one of 400 or more."""
    failure_as_answer: bool = False
    """True takes no answer for one: of status 400 (refused), 408 (late) or 500, its body the reason."""
    repeatable: bool = False
    """The author's word that sending it twice does no harm; it may then be tried again."""

    def handles(self) -> tuple[Handle, ...]:
        """Return the way on, and the one for a request that failed."""
        return (Handle(NEXT), Handle(ERROR, "It failed"))

    def texts(self) -> Iterator[str]:
        """Yield what is sent."""
        yield self.url
        for field in (*self.query, *self.headers, *self.form):
            yield from (field.name, field.value)
        if self.body_type in ("json", "text"):
            yield self.body

    def sets(self) -> tuple[str, ...]:
        """Return the variables that take parts of the answer."""
        names = (*(saved.variable for saved in self.saves), self.status_variable, self.error_variable)
        return tuple(name for name in names if name)

    def problems(self) -> Iterator[Fault]:
        """Yield a request to nowhere."""
        if not self.url.strip():
            yield Fault("no_url", "The request has no address.", "Write where it goes.", Severity.WARNING, "url")

    def run(self, turn: Turn) -> Outcome:
        """Send the request, or deal with the answer."""
        return self._send(turn) if turn.result is None else self._received(turn, turn.result)

    def _send(self, turn: Turn) -> Outcome:
        url = _with_query(fetched_address(turn.text(self.url)), _pairs(turn, self.query))
        headers, body = _pairs(turn, self.headers), self._body(turn)
        if not url:
            turn.save(self.error_variable, "The request has no web address.")
            return Leave(ERROR)
        if body is not None and "content-type" not in {name.lower() for name, _ in headers}:
            headers.append(("Content-Type", _TYPES[self.body_type]))
        return Perform(
            HttpRequest(
                block=self.id,
                method=self.method,
                url=url,
                headers=tuple((_one_line(name), _one_line(value)) for name, value in headers),
                body=body,
                timeout=self.timeout,
                repeatable=self.repeatable or self.method in _SAFE_METHODS,
            )
        )

    def _body(self, turn: Turn) -> str | None:
        match self.body_type:
            case "json":
                return turn.json_text(self.body)
            case "text":
                return turn.text(self.body)
            case "form":
                return urlencode(_pairs(turn, self.form))
            case "variables":
                return msgspec.json.encode(turn.variables).decode()
            case _:
                return None

    def _received(self, turn: Turn, result: EffectResult) -> Outcome:
        if result.error and self.failure_as_answer:
            result = _as_answer(result)
        status = result.data.get("status")
        if not result.error:
            save_parts(turn, self.saves, _roots(result, status))
        turn.save(self.status_variable, status)
        reason = result.message or result.error
        if not reason and isinstance(status, int) and status >= 400:
            reason = f"The answer was {status}."
        turn.save(self.error_variable, reason or None)
        return Leave(ERROR) if reason else LEAVE


def _as_answer(result: EffectResult) -> EffectResult:
    status = {"refused": 400, "timeout": 408}.get(result.error, 500)
    return EffectResult(value={"message": result.message or result.error}, data={"status": status})


def _roots(result: EffectResult, status: Value) -> dict[str, Value]:
    headers = result.data.get("headers")
    return {"data": result.value, "status": status, "statusCode": status, "headers": headers}


def _pairs(turn: Turn, fields: Iterable[Field]) -> list[tuple[str, str]]:
    pairs = [(turn.text(field.name), turn.text(field.value)) for field in fields]
    return [(name, value) for name, value in pairs if name]


def _with_query(url: str, pairs: list[tuple[str, str]]) -> str:
    if not url or not pairs:
        return url
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(pairs))))
    return urlunsplit(parts._replace(query=query))


def _one_line(text: str) -> str:
    """Return `text` without line breaks, which would begin another header."""
    return " ".join(text.split()) if any(character < " " for character in text) else text.strip()
