"""Flows of other platforms, read as DialogKit's own, with a report of what that cost.

`read_any` knows a file by its content; each platform is a package beside this file.
"""

from __future__ import annotations

from dialogkit.interop.reading import read_any, read_many
from dialogkit.interop.recognition import Format, recognize
from dialogkit.interop.report import Fidelity, Imported, Note, Report

__all__ = ("Fidelity", "Format", "Imported", "Note", "Report", "read_any", "read_many", "recognize")
