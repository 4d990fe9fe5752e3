"""Run every rule over the repository: `python -m tools.lint`. Exit 1 when something breaks one."""

import sys

from tools.lint import docstrings, exports, markers, names, outbound, places, pure, sizes, sql
from tools.lint.source import Fault, Source, read_sources

RULES = (docstrings, exports, markers, names, outbound, places, pure, sizes, sql)
MIN_DOCUMENTED = 0.95


def faults_in(sources: list[Source]) -> list[Fault]:
    """Return what breaks a rule and is not excused."""
    found = ((source, fault) for source in sources for rule in RULES for fault in rule.check(source))
    return [fault for source, fault in found if not source.excuses(fault)]


def main() -> int:
    """Print the faults and the figures; return the exit code."""
    sources = list(read_sources())
    faults = faults_in(sources)
    for fault in faults:
        print(fault)
    documented, things = docstrings.coverage(sources)
    enough = not things or documented / things >= MIN_DOCUMENTED
    print(f"project rules: {len(faults)} faults; {documented} of {things} public things are documented")
    return 0 if enough and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
