"""Describe a time zone by its present rule, which needs no file to be understood.

The rule is POSIX's text, such as `EST5EDT,M3.2.0,M11.1.0`: it holds for now and the years to
come; what a country did before its last change of rules is not in it.
"""

from __future__ import annotations

import importlib.resources
import re
import zoneinfo
from functools import lru_cache
from pathlib import Path
from typing import Final

__all__ = ("UTC_RULE", "rules_in", "zone_rule")

UTC_RULE: Final = "UTC0"
_MENTION: Final = re.compile(r"[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+\-0-9]+){1,2}|UTC|GMT")
_MAX_MENTIONS: Final = 8


@lru_cache(maxsize=512)
def zone_rule(name: str) -> str | None:
    """Return the rule of the zone called `name`, or None if there is no such zone."""
    if name in ("UTC", "GMT", ""):
        return UTC_RULE
    if not _MENTION.fullmatch(name):
        return None
    data = _zone_file(name)
    if not data or not data.startswith(b"TZif"):
        return None
    # The footer of a TZif file, between its last two line ends, is the rule.
    rule = data.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii", "replace")
    return rule or None


def _zone_file(name: str) -> bytes | None:
    for folder in zoneinfo.TZPATH:
        path = Path(folder, name)
        if path.is_file():
            return path.read_bytes()
    package, _, resource = f"tzdata/zoneinfo/{name}".rpartition("/")
    try:
        return importlib.resources.files(package.replace("/", ".")).joinpath(resource).read_bytes()
    except (ModuleNotFoundError, OSError):
        return None


def rules_in(text: str) -> dict[str, str]:
    """Return the rules of the zones whose names occur in `text`."""
    rules: dict[str, str] = {}
    for name in dict.fromkeys(_MENTION.findall(text)):
        rule = zone_rule(name)
        if rule:
            rules[name] = rule
        if len(rules) == _MAX_MENTIONS:
            break
    return rules
