"""One photograph: which page, what is done there first, and in which sizes and schemes it is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec
from playwright.sync_api import Page

__all__ = ("DESKTOP", "PHONE", "Scheme", "Shot", "Size")

Scheme = Literal["light", "dark"]
Size = tuple[int, int]

DESKTOP: Size = (1440, 900)
PHONE: Size = (390, 844)


def _nothing(page: Page) -> None:
    """Leave the page as it is."""


class Shot(msgspec.Struct, frozen=True, kw_only=True):
    """A page or a state of it. Its files are called `name`, `name-dark`, `name-phone`."""

    name: str
    url: str
    act: Callable[[Page], None] = _nothing
    """Brings the page into the state that is shown."""
    schemes: tuple[Scheme, ...] = ("light", "dark")
    phone: bool = False
    """True takes it on a phone too, in light."""
    signed_in: bool = True
    seconds: float = 0.6
    """How long the page may take to come to rest."""
