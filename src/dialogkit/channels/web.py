"""The pages of the platform: the builder, a flow's own page, the embed script, static files.

Pages carry a fresh nonce each; what foreign pages load (`/embed.js` and the widget) is
open to every origin and named by its content, so it can be cached.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dialogkit.conversations import ConversationsService
from dialogkit.document import Flow
from dialogkit.http import new_nonce, page_headers
from dialogkit.kit import DialogKitError, Missing

__all__ = ("web_routes",)

STATIC: Final = Path(__file__).parent.parent / "static"
NONCE: Final = "__CSP_NONCE__"
ICON: Final = "/static/builder/icon.svg"
RTL: Final = frozenset({"ar", "fa", "he", "ur"})

PAGE: Final = """<!doctype html>
<html lang="{locale}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="csp-nonce" content="{nonce}">
<title>{title}</title>
<meta name="description" content="{description}">
<meta name="robots" content="{robots}">
<meta property="og:title" content="{title}">
<meta property="og:description" content="{description}">{image}{icon}
<style nonce="{nonce}">html, body {{ margin: 0; height: 100%; }}</style>
<script type="module" src="/static/widget/page.js" nonce="{nonce}"></script>
</head>
<body>
<main><dialogkit-chat flow="{slug}" kind="page"></dialogkit-chat></main>
<noscript>{title}: this chat needs JavaScript.</noscript>
</body>
</html>
"""

MISSING: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Nothing here</title>
<link rel="icon" href="/static/builder/icon.svg">
<style nonce="{nonce}">
:root {{ color-scheme: light dark; }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; font: 16px/24px system-ui, sans-serif; }}
main {{ max-width: 420px; padding: 24px; text-align: center; }}
h1 {{ font-size: 20px; line-height: 28px; }}
</style>
</head>
<body><main><h1>There is no chat at this address</h1>
<p>It may have been moved or not been published yet. Please check the address.</p></main></body>
</html>
"""


def web_routes(service: ConversationsService) -> list[BaseRoute]:
    """Return the pages and files."""

    async def show_flow(request: Request) -> Response:
        try:
            playable = await service.public_flow(request.path_params["slug"], request.query_params.get("locale", ""))
        except Missing:
            nonce = new_nonce()
            return HTMLResponse(MISSING.format(nonce=nonce), 404, page_headers(nonce))
        except DialogKitError as error:
            return HTMLResponse(escape(error.message), 503)
        nonce = new_nonce()
        allowed = playable.settings.allowed_origins
        ancestors = " ".join(("'self'", *allowed)) if allowed else "*"
        headers = page_headers(nonce, frame_ancestors=ancestors, frame_src="https:")
        return HTMLResponse(_page(playable.program.flow, request.path_params["slug"], nonce), 200, headers)

    return [
        Route("/f/{slug}", show_flow),
        Route("/embed.js", _embed),
        Route("/", _builder),
        Route("/flows", _builder),
        Route("/flows/{rest:path}", _builder),
        Mount("/static", OpenStatic(directory=STATIC, check_dir=False)),
    ]


class OpenStatic(StaticFiles):
    """Static files that foreign pages may load; hashed names are kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file with its caching and origin headers."""
        response = await super().get_response(path, scope)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        response.headers["X-Content-Type-Options"] = "nosniff"
        hashed = "/assets/" in f"/{path}"
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if hashed else "no-cache"
        return response


async def _embed(request: Request) -> Response:
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "public, max-age=300",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(STATIC / "widget" / "embed.js", headers=headers, media_type="text/javascript")


async def _builder(request: Request) -> Response:
    shell = STATIC / "builder" / "index.html"
    if not shell.exists():
        return HTMLResponse("The builder is not built. Run make web.", 503)
    nonce = new_nonce()
    return HTMLResponse(shell.read_text().replace(NONCE, nonce), 200, page_headers(nonce, frame_src="'self' https:"))


def _page(flow: Flow, slug: str, nonce: str) -> str:
    about = flow.settings.metadata
    return PAGE.format(
        locale=escape(flow.locale),
        direction="rtl" if flow.locale.split("-")[0] in RTL else "ltr",
        nonce=nonce,
        slug=escape(slug),
        title=escape(about.title or flow.name),
        description=escape(about.description),
        robots="index" if about.indexed else "noindex",
        image=f'<meta property="og:image" content="{escape(about.image)}">' if about.image else "",
        icon=f'<link rel="icon" href="{escape(about.icon or ICON)}">',
    )
