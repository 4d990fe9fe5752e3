"""The core asks nobody for the time, for chance or for a file: these are arguments there."""

import re
from collections.abc import Iterator

from tools.lint.source import Fault, Source, calls

PURE = {"kit", "expressions", "document", "engine", "blocks", "quality", "interop"}
ASKS = re.compile(
    r"^(open|print|input|eval|exec|breakpoint)$|(^|\.)(datetime|date|Instant|ZonedDateTime|PlainDateTime)\.(now|utcnow|today|now_in_system_tz)$"
    r"|(^|\.)uuid[1457]$|(^|\.)(read_text|write_text|read_bytes|write_bytes)$"
)


def check(source: Source) -> Iterator[Fault]:
    """Report a call that makes the core depend on when or where it runs."""
    if source.package not in PURE:
        return
    for call, name in calls(source.tree):
        if ASKS.search(name):
            yield source.fault(
                call.lineno, "pure", f"{name}() does not belong in the core: take its result as an argument"
            )
