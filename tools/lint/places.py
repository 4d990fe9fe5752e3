"""No file knows the machine it was written on, nor where packages are fetched from."""

import re
from collections.abc import Iterator

from tools.lint.source import Fault, Source

# One letter of each name stands in brackets, so that this file does not break its own rule.
HOSTS = re.compile(r"registry\.npm[j]s|registry\.yarn[p]kg|pypi\.[o]rg|python[h]osted|deb\.[d]ebian|npm[m]irror")
FOLDERS = re.compile(r"(?<![\w.:/-])/(?:[w]ork|[r]oot|[h]ome/\w+|[U]sers/\w+|opt/[p]ypi|opt/[w]heels)/")


def check(source: Source) -> Iterator[Fault]:
    """Report the address of a package registry or an absolute path of somebody's machine."""
    for number, line in enumerate(source.lines, 1):
        for found in HOSTS.finditer(line):
            yield source.fault(number, "place", f"names a package registry ({found[0]})")
        for found in FOLDERS.finditer(line):
            yield source.fault(number, "place", f"names a folder of one machine ({found[0]})")
