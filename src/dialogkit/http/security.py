"""Response headers that keep pages safe, and the check that a cookie's request is our own."""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from dialogkit.kit import Refused

__all__ = ("API_HEADERS", "add_headers", "check_same_origin", "foreign_origin", "new_nonce", "page_headers")

API_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def new_nonce() -> str:
    """Return a nonce for one page's Content-Security-Policy."""
    return secrets.token_urlsafe(16)


def page_headers(nonce: str, *, frame_ancestors: str = "'none'", frame_src: str = "'self'") -> dict[str, str]:
    """Return the headers of a page of ours."""
    policy = "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' https: data: blob:",
            "media-src 'self' https: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            f"frame-src {frame_src}",
            "base-uri 'none'",
            "form-action 'self'",
            "object-src 'none'",
            f"frame-ancestors {frame_ancestors}",
        )
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def check_same_origin(request: Request) -> None:
    """Refuse an unsafe request with a cookie that another site's page sent (CSRF)."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise Refused("This request came from another site.")
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host", ""):
        raise Refused("This request came from another site.")
    if site is None and origin is None:
        raise Refused("A browser session needs an Origin header.", fix="Use an API key instead of the cookie.")


def foreign_origin(origin: str, host: str) -> str:
    """Return the origin of a page that calls; "" where it is one of our own."""
    return "" if origin and urlsplit(origin).netloc == host else origin


def add_headers(response: Response, headers: dict[str, str]) -> None:
    """Add headers that the response does not set itself."""
    for name, value in headers.items():
        response.headers.setdefault(name, value)
