"""What is left for later names the issue that will do it; tests are never switched off in silence."""

import re
from collections.abc import Iterator

from tools.lint.source import Fault, Source

LATER = re.compile(r"(?:#|//|/\*)\s*(?:TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b(?P<rest>.*)")
ISSUE = re.compile(r"#\d+")


def check(source: Source) -> Iterator[Fault]:
    """Report a mark for later without an issue number."""
    if source.path.suffix not in {".py", ".ts", ".tsx", ".css"}:
        return
    for number, line in enumerate(source.lines, 1):
        mark = LATER.search(line)
        if mark and not ISSUE.search(mark["rest"]):
            yield source.fault(number, "marker", "name the issue that will do this, as in: #12")
