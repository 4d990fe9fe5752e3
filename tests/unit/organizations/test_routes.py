"""Signing in and out over HTTP: the cookie, where a link leads, and who one is."""

from __future__ import annotations

import httpx2

from dialogkit import __version__, organizations
from dialogkit.http import application
from dialogkit.organizations.routes import routes
from dialogkit.organizations.service import COOKIE, OrganizationsService
from dialogkit.organizations.store import CredentialStore
from dialogkit.storage import MemoryStorage
from tests.support.hosting import Hands

OWN = {"Origin": "http://test"}


class Browser:
    """A client of the slice's routes, with a cookie jar."""

    def __init__(self, *, secure: bool = False) -> None:
        self.service = OrganizationsService(CredentialStore(MemoryStorage(organizations.SCHEMAS)), Hands())
        transport = httpx2.ASGITransport(app=application(routes(self.service, secure=secure).all, self.service))
        self.client = httpx2.AsyncClient(transport=transport, base_url="http://test")

    async def signs_in(self) -> httpx2.Response:
        key = await self.service.ensure_owner_key()
        return await self.client.post("/api/v1/sign-in", json={"key": key}, headers=OWN)


async def test_the_owners_key_begins_a_session_of_the_browser() -> None:
    browser = Browser()

    answer = await browser.signs_in()
    me = await browser.client.get("/api/v1/me")

    assert answer.status_code == 204
    assert me.json() == {
        "organization": {"id": "home", "name": "My organization"}, "actor": "owner", "version": __version__,
    }  # fmt: skip


async def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites() -> None:
    answers = [await Browser(secure=secure).signs_in() for secure in (False, True)]
    cookies = [answer.headers["set-cookie"].lower() for answer in answers]

    assert all("httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie for cookie in cookies)
    assert ["; secure" in cookie for cookie in cookies] == [False, True]


async def test_a_wrong_key_begins_nothing() -> None:
    browser = Browser()

    answer = await browser.client.post("/api/v1/sign-in", json={"key": "dk_wrong"}, headers=OWN)

    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert (await browser.client.get("/api/v1/me")).status_code == 401


async def test_a_link_leads_to_the_flows_once_and_again_while_its_session_lives() -> None:
    browser = Browser()
    link = f"/sign-in?key={await browser.service.new_sign_in_link()}"

    first, second = await browser.client.get(link), await browser.client.get(link)
    browser.client.cookies.clear()
    stranger = await browser.client.get(link)

    assert [answer.status_code for answer in (first, second, stranger)] == [303, 303, 303]
    assert [answer.headers["location"] for answer in (first, second, stranger)] == [
        "/flows", "/flows", "/?sign-in=expired",
    ]  # fmt: skip


async def test_a_link_without_a_key_leads_to_the_front_page() -> None:
    answer = await Browser().client.get("/sign-in")

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


async def test_signing_out_ends_the_session_and_takes_the_cookie_back() -> None:
    browser = Browser()
    await browser.signs_in()
    session = browser.client.cookies[COOKIE]

    answer = await browser.client.post("/api/v1/sign-out", headers=OWN)
    browser.client.cookies.set(COOKIE, session)

    assert answer.status_code == 204
    assert (await browser.client.get("/api/v1/me")).status_code == 401
