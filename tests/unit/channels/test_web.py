"""A flow's own page: in its language, harmless whatever its author wrote, and framed only where it may be."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest
from starlette.applications import Starlette

from dialogkit.channels.web import web_routes
from tests.journeys.flows import GREETING
from tests.support.hosting import Hosting


async def _page(path: str = "/f/greeting", **fields: Any) -> httpx2.Response:
    hosting = Hosting()
    await hosting.publish(GREETING | fields)
    app = Starlette(routes=web_routes(hosting.service))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://test") as client:
        return await client.get(path)


async def test_a_page_says_what_it_is() -> None:
    about = {"title": "Bakery", "description": "Order bread", "image": "https://example.com/b.png", "indexed": True}

    page = (await _page(settings={"metadata": about})).text

    assert "<title>Bakery</title>" in page
    assert 'content="Order bread"' in page
    assert 'property="og:image" content="https://example.com/b.png"' in page
    assert 'name="robots" content="index"' in page


async def test_a_page_that_says_nothing_of_itself_has_the_flows_name_and_is_not_indexed() -> None:
    page = (await _page()).text

    assert "<title>Greeting</title>" in page
    assert 'name="robots" content="noindex"' in page


async def test_what_an_author_writes_is_text_and_no_markup() -> None:
    page = (await _page(settings={"metadata": {"title": '</title><script>alert("x")</script>'}})).text

    assert "<script>alert" not in page
    assert "&lt;/title&gt;&lt;script&gt;" in page


@pytest.mark.parametrize(("locale", "direction"), [("de", "ltr"), ("ar", "rtl"), ("he-IL", "rtl")])
async def test_a_page_reads_in_the_direction_of_its_language(locale: str, direction: str) -> None:
    assert f'<html lang="{locale}" dir="{direction}">' in (await _page(locale=locale)).text


async def test_a_page_speaks_the_language_that_is_asked_for_where_it_can() -> None:
    words = {"ask": {"question": "Wer bist du?"}}

    german = await _page("/f/greeting?locale=de-AT", translations={"de": words})
    polish = await _page("/f/greeting?locale=pl", translations={"de": words})

    assert '<html lang="de"' in german.text
    assert '<html lang="en"' in polish.text


@pytest.mark.parametrize(
    ("origins", "ancestors"),
    [([], "frame-ancestors *"), (["https://bakery.example"], "frame-ancestors 'self' https://bakery.example")],
)
async def test_a_page_is_framed_only_where_the_flow_may_be_embedded(origins: list[str], ancestors: str) -> None:
    page = await _page(settings={"allowed_origins": origins})

    assert ancestors in page.headers["content-security-policy"]


async def test_an_address_without_a_flow_says_so() -> None:
    page = await _page("/f/nothing")

    assert page.status_code == 404
    assert "There is no chat at this address" in page.text
    assert "unsafe-inline" not in page.headers["content-security-policy"]
