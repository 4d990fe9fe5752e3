"""The router: permissions, methods, errors and headers, over an application in memory."""

from __future__ import annotations

import logging

import httpx2
import msgspec
import pytest
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response

from dialogkit.http import Request, Routes, application, json_response, openapi
from dialogkit.kit import Actor, OrganizationId, Permission, TooMany, WrongOrigin

OWNER = Actor(
    organization=OrganizationId("home"), name="owner", permissions=frozenset({Permission.FLOWS_READ}), by_cookie=False
)


class Doorman:
    """Knows one key."""

    async def actor_of(self, request: StarletteRequest) -> Actor | None:
        return OWNER if request.headers.get("authorization") == "Bearer good" else None


class Thing(msgspec.Struct):
    """A body."""

    size: int


def _routes() -> Routes:
    these = Routes()

    @these.get("/things", needs=Permission.FLOWS_READ, gives=Thing)
    async def read_things(request: Request) -> Response:
        """Read things."""
        return json_response(Thing(request.number("limit", 5, most=10)))

    @these.post("/things", needs=Permission.FLOWS_WRITE, takes=Thing)
    async def write_things(request: Request) -> Response:
        """Write things."""
        return json_response({})

    @these.post("/open", needs=Permission.ANYONE, takes=Thing, max_body=100, cross_origin=True)
    async def play(request: Request) -> Response:
        """Do what the size says."""
        match request.body.size:
            case 1:
                raise TooMany("slowly", retry_after=2.4)
            case 2:
                raise WrongOrigin("not here")
            case 3:
                raise RuntimeError("a secret that somebody said")
        return json_response({"size": request.body.size})

    return these


@pytest.fixture
def client() -> httpx2.AsyncClient:
    """A client of the application."""
    transport = httpx2.ASGITransport(app=application(_routes().all, Doorman()))
    return httpx2.AsyncClient(transport=transport, base_url="http://test")


GOOD = {"Authorization": "Bearer good"}


async def test_a_route_is_open_only_to_whom_it_names(client: httpx2.AsyncClient) -> None:
    statuses = [
        (await client.get("/things")).status_code,
        (await client.get("/things", headers={"Authorization": "Bearer bad"})).status_code,
        (await client.get("/things", headers=GOOD)).status_code,
        (await client.post("/things", headers=GOOD, json={"size": 1})).status_code,
    ]

    assert statuses == [401, 401, 200, 403]


async def test_a_wrong_method_names_the_right_ones(client: httpx2.AsyncClient) -> None:
    answer = await client.delete("/things")

    assert (answer.status_code, answer.json()["status"], answer.headers["allow"]) == (405, 405, "GET, HEAD, POST")


@pytest.mark.parametrize("limit", ["0", "11", "-1", "x", "9" * 5_000, "²"])
async def test_a_number_out_of_bounds_is_refused(client: httpx2.AsyncClient, limit: str) -> None:
    answer = await client.get("/things", params={"limit": limit}, headers=GOOD)

    assert answer.status_code == 422


async def test_a_fault_in_the_body_is_told_with_its_path(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/open", json={"size": "x"})

    assert (answer.status_code, answer.json()["path"]) == (422, "$.size")


async def test_a_body_that_is_too_large_is_not_read(client: httpx2.AsyncClient) -> None:
    assert (await client.post("/open", content=b"x" * 101)).status_code == 413


async def test_a_limit_tells_when_to_come_back(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/open", json={"size": 1})

    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")


async def test_a_page_that_may_not_embed_learns_nothing(client: httpx2.AsyncClient) -> None:
    refused = await client.post("/open", json={"size": 2})
    allowed = await client.post("/open", json={"size": 4})

    assert "access-control-allow-origin" not in refused.headers
    assert allowed.headers["access-control-allow-origin"] == "*"


async def test_what_nobody_foresaw_is_logged_by_its_place_and_not_by_its_words(
    client: httpx2.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = await client.post("/open", json={"size": 3})

    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert "test_application.py" in caplog.text
    assert "secret" not in caplog.text + answer.text


async def test_every_answer_carries_the_safe_headers(client: httpx2.AsyncClient) -> None:
    answers = [await client.get("/things"), await client.get("/nothing"), await client.put("/things")]

    assert {answer.headers["x-content-type-options"] for answer in answers} == {"nosniff"}
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


def test_the_description_has_every_route_with_its_permission() -> None:
    described = openapi(_routes().all, version="1", public_url="https://x.example")

    assert described["paths"]["/things"]["get"]["x-permission"] == Permission.FLOWS_READ.value
    assert described["paths"]["/things"]["get"]["security"] == [{"key": []}, {"session": []}]
    assert described["paths"]["/open"]["post"]["security"] == []
    assert described["components"]["schemas"]["Thing"]["properties"]["size"] == {"type": "integer"}


class Weight(msgspec.Struct):
    """A part of an answer."""

    grams: int = 0


class Parcel(msgspec.Struct):
    """An answer, which is written in full."""

    weight: Weight = msgspec.field(default_factory=Weight)


def test_what_an_answer_always_holds_is_described_as_required_though_it_has_a_default() -> None:
    these = Routes()

    @these.post("/parcels", needs=Permission.ANYONE, takes=Thing, gives=Parcel)
    async def send(request: Request) -> Response:
        """Send a parcel."""
        return json_response(Parcel())

    schemas = openapi(these.all, version="1", public_url="https://x.example")["components"]["schemas"]
    assert (schemas["Parcel"]["required"], schemas["Weight"]["required"]) == (["weight"], ["grams"])
