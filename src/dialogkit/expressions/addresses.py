"""Web addresses that authors write and variables fill: what is safe to hand to a browser.

Whether the server itself may fetch an address is the outbound guard's business.
"""

from __future__ import annotations

import re
from urllib.parse import quote

__all__ = ("fetched_address", "media_address", "web_address")

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_SAFE = ("https:", "http:", "mailto:", "tel:", "sms:", "/", "#", "?")
_IMAGE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[a-z0-9+/=]+$", re.IGNORECASE)
_KEPT = "%/:?#[]@!$&'()*+,;=~"


def web_address(text: str) -> str:
    """Return where a link leads: `https:` is added where no scheme is given, "" stands for one that could run code."""
    address = text.strip()
    if not address or address.lower().startswith(_SAFE):
        return address
    return "" if _SCHEME.match(address) else f"https://{address}"


def media_address(text: str) -> str:
    """Return where a picture, sound or film lies; a picture may also be inside the address itself."""
    address = text.strip()
    return address if _IMAGE.match(address) else web_address(address)


def fetched_address(text: str) -> str:
    """Return the address of a request, with characters quoted that may not stand in one; "" where it is none."""
    address = web_address(text)
    if not address.lower().startswith(("https://", "http://")):
        return ""
    return quote(address, safe=_KEPT)
