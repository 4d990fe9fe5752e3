"""What is said to a script process, and what its answer means."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from dialogkit.adapters.scripts.zones import UTC_RULE, rules_in, zone_rule
from dialogkit.expressions.javascript import RESERVED_WORDS
from dialogkit.kit import ScriptResult, TooLarge, Value

__all__ = ("Limits", "Request", "read_answer", "write_request")

_LOCALES_FLAG: Final = 1
_MAX_SAFE: Final = 2**53
_ENGINE_ERRORS: Final = {"T": "timeout", "M": "memory", "L": "too_large", "X": "exception"}
# Only numbers and texts that Python might read differently need a second look.
_SUSPECT: Final = re.compile(rb"[0-9]{16}|\\u[dD][89abAB]")


class Limits(msgspec.Struct, frozen=True):
    """What one script may use."""

    code_bytes: int = 64 * 1024
    argument_bytes: int = 1024 * 1024
    memory_bytes: int = 64 * 1024 * 1024
    output_bytes: int = 64 * 1024


class Request(msgspec.Struct, frozen=True):
    """One run of a script."""

    code: str
    arguments: Mapping[str, Value]
    now: datetime
    seed: int
    timezone: str
    timeout: float


class _Answer(msgspec.Struct, frozen=True):
    value: Value = None
    undefined: bool = False
    kind: str = ""
    sets: dict[str, Value] = {}
    error: str = ""
    message: str = ""


_decode: Final = msgspec.json.Decoder(_Answer, strict=True).decode


def write_request(request: Request, limits: Limits) -> bytes:
    """Return the frame that asks a process to run a script.

    Raises `TooLarge` if the code or its arguments are.
    """
    if len(request.code) > limits.code_bytes:
        raise TooLarge("the script is too long")
    wants_locales = "toLocale" in request.code or "Intl" in request.code
    arguments = _encode({name: value for name, value in request.arguments.items() if _may_be_parameter(name)})
    if len(arguments) > limits.argument_bytes:
        raise TooLarge("the script is given too much")
    body = msgspec.json.encode(
        {
            "code": msgspec.Raw(_encode(request.code)),
            "now": int(request.now.timestamp() * 1000),
            "seed": _mixed(request.seed),
            "zone": request.timezone,
            "zones": _zones(request, arguments) if wants_locales else {},
            "arguments": msgspec.Raw(arguments),
        }
    )
    zone = (zone_rule(request.timezone) or UTC_RULE).encode()
    milliseconds = max(1, int(request.timeout * 1000))
    flags = _LOCALES_FLAG if wants_locales else 0
    sizes = b"".join(number.to_bytes(4, "big") for number in (len(zone), len(body), milliseconds))
    return sizes + bytes((flags,)) + zone + body


def _encode(value: Value) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_tidied(value))


def _may_be_parameter(name: str) -> bool:
    return name.replace("$", "_").isidentifier() and name not in RESERVED_WORDS


def _mixed(seed: int) -> int:
    """Fold a seed of any size into the 32 bits, signed, that the generator starts from."""
    folded = (seed ^ (seed >> 32)) & 0xFFFFFFFF
    return folded - 0x1_0000_0000 if folded & 0x8000_0000 else folded


def _zones(request: Request, arguments: bytes) -> dict[str, str]:
    text = f"{request.timezone} {request.code}"
    if "timeZone" in request.code:
        text = f"{text} {arguments[:65536].decode('utf-8', 'replace')}"
    return rules_in(text)


def read_answer(letter: str, body: bytes) -> ScriptResult:
    """Return what an answer means; the process is not trusted to speak properly."""
    if letter in _ENGINE_ERRORS:
        return ScriptResult(error=_ENGINE_ERRORS[letter], message=body.decode("utf-8", "replace"))
    try:
        answer = _read(body)
    except RecursionError:
        return ScriptResult(error="too_large", message="the script's result is nested too deeply")
    except (msgspec.MsgspecError, ValueError):
        return ScriptResult(error="crashed", message="the script's answer cannot be read")
    return ScriptResult(
        value=answer.value,
        undefined=answer.undefined,
        kind=answer.kind,
        sets=answer.sets,
        error=answer.error,
        message=answer.message,
    )


def _read(body: bytes) -> _Answer:
    if not _SUSPECT.search(body):
        return _decode(body)
    return msgspec.convert(_tidied(json.loads(body)), _Answer)


def _tidied(value: Value) -> Value:
    """Return `value` with lone surrogates replaced and whole numbers beyond 2**53 as floats."""
    if isinstance(value, str):
        return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    if isinstance(value, list):
        return [_tidied(item) for item in value]
    if isinstance(value, dict):
        return {str(_tidied(key)): _tidied(item) for key, item in value.items()}
    if isinstance(value, int) and abs(value) >= _MAX_SAFE:
        return float(value)
    return value
