"""Sign in and out, and who one is."""

from __future__ import annotations

import msgspec
from starlette.responses import RedirectResponse, Response

from dialogkit import __version__
from dialogkit.http import Request, Routes, check_same_origin, json_response
from dialogkit.kit import NotSignedIn, Permission
from dialogkit.organizations.service import COOKIE, SESSION_DAYS, OrganizationsService

__all__ = ("routes",)


class OrganizationOut(msgspec.Struct, frozen=True):
    """An organization's name."""

    id: str
    name: str


class MeOut(msgspec.Struct, frozen=True):
    """Who is signed in."""

    organization: OrganizationOut
    actor: str
    version: str


class SignInIn(msgspec.Struct, frozen=True):
    """The owner key, for a browser that has no link."""

    key: str


def routes(service: OrganizationsService, *, secure: bool) -> Routes:
    """Return the routes over `service`; `secure` where visitors come over HTTPS, whatever a proxy makes of it."""
    these = Routes()

    @these.get("/sign-in", needs=Permission.ANYONE, in_openapi=False)
    async def follow_sign_in_link(request: Request) -> Response:
        """Sign in with the link the server printed."""
        if not request.query("key"):
            return RedirectResponse("/", 303)
        try:
            secret = await service.sign_in(request.query("key"))
        except NotSignedIn:
            # A second click on the link is no fault while the first one's session lives.
            signed_in = await service.actor_of(request.raw) is not None
            return RedirectResponse("/flows" if signed_in else "/?sign-in=expired", 303)
        return _with_cookie(RedirectResponse("/flows", 303), secret, request, secure=secure)

    @these.post("/api/v1/sign-in", needs=Permission.ANYONE, takes=SignInIn, status=204)
    async def sign_in(request: Request) -> Response:
        """Begin a browser session with the owner key."""
        check_same_origin(request.raw)
        secret = await service.sign_in(request.body.key)
        return _with_cookie(Response(status_code=204), secret, request, secure=secure)

    @these.post("/api/v1/sign-out", needs=Permission.MEMBER, status=204)
    async def sign_out(request: Request) -> Response:
        """End the browser session."""
        await service.sign_out(request.raw.cookies.get(COOKIE, ""))
        response = Response(status_code=204)
        response.delete_cookie(COOKIE, path="/")
        return response

    @these.get("/api/v1/me", needs=Permission.MEMBER, gives=MeOut)
    async def read_me(request: Request) -> Response:
        """Say who is signed in."""
        actor = request.actor
        home = OrganizationOut(actor.organization, "My organization")
        return json_response(MeOut(home, actor.name, __version__))

    return these


def _with_cookie(response: Response, secret: str, request: Request, *, secure: bool) -> Response:
    response.set_cookie(
        COOKIE,
        secret,
        max_age=SESSION_DAYS * 86_400,
        path="/",
        httponly=True,
        samesite="lax",
        secure=secure or request.raw.url.scheme == "https",
    )
    return response
