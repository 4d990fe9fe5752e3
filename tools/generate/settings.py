"""The reference of settings, from the one struct that reads them."""

import msgspec

from dialogkit.settings import PREFIX, Settings
from tools.generate.source_notes import field_notes
from tools.generate.tables import GENERATED, escaped, table

__all__ = ("files",)


def files() -> dict[str, str]:
    """Return the page of settings."""
    notes = field_notes(Settings)
    rows = (
        (f"`{PREFIX}{field.name.upper()}`", f"`{_shown(field.default)}`", escaped(notes.get(field.name, "")))
        for field in msgspec.structs.fields(Settings)
    )
    parts = ["# Settings\n", GENERATED, "Environment variables; options of `dialogkit serve` come before them.\n"]
    return {"docs/reference/settings.md": "\n".join([*parts, table(("variable", "default", "meaning"), rows)])}


def _shown(default: object) -> str:
    return "(empty)" if default in ((), "") else str(default)
