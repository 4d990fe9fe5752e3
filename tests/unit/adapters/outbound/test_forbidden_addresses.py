"""Nothing forbidden is ever connected to: checked at the socket, not by what the client says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from ipaddress import ip_address

import pytest
import pytest_asyncio

from dialogkit.adapters.outbound import Guard, GuardedFetcher
from dialogkit.adapters.outbound.addresses import is_metadata, is_public
from dialogkit.kit import InvalidRequest
from tests.support.sentinel import Heard, Sentinel, connections, listening
from tests.unit.adapters.outbound.forbidden_urls import FORBIDDEN, METADATA, REBOUND_HOSTS


async def greet(_heard: Heard, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")


@pytest_asyncio.fixture
async def sentinel() -> AsyncIterator[Sentinel]:
    async with listening(greet) as sentinel:
        yield sentinel


def answering(*addresses: str):  # type: ignore[no-untyped-def]  # a resolver that knows one answer
    async def resolve(_host: str, _port: int) -> Sequence[str]:
        return addresses

    return resolve


async def to_loopback(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def test_the_corpus_is_large_enough() -> None:
    assert len(set(FORBIDDEN)) >= 120


@pytest.mark.parametrize("url", FORBIDDEN, ids=[ascii(url)[:60] for url in FORBIDDEN])
async def test_a_forbidden_address_is_refused_without_a_packet(sentinel: Sentinel, url: str) -> None:
    fetcher = GuardedFetcher(resolve=to_loopback)

    with connections() as attempted:
        fetched = await fetcher.fetch("GET", url.replace("{port}", str(sentinel.port)), timeout=2)

    assert fetched.error == "refused", fetched
    assert not attempted
    assert sentinel.opened == 0


@pytest.mark.parametrize("url", FORBIDDEN, ids=[ascii(url)[:60] for url in FORBIDDEN])
async def test_a_redirect_to_a_forbidden_address_is_refused(url: str) -> None:
    async with listening(greet) as sentinel:
        location = url.replace("{port}", str(sentinel.port)).encode("utf-8")

        async def redirect(_heard: Heard, writer: asyncio.StreamWriter) -> None:
            clean = location.replace(b"\r", b"").replace(b"\n", b"")
            writer.write(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + clean + b"\r\n\r\n")

        async with listening(redirect) as entry:
            fetcher = GuardedFetcher(allow=[f"entry.test:{entry.port}"], resolve=to_loopback)
            fetched = await fetcher.fetch("GET", f"http://entry.test:{entry.port}/", timeout=2)

        assert sentinel.opened == 0
        assert fetched.error == "refused" or fetched.status == 302, fetched


@pytest.mark.parametrize("address", REBOUND_HOSTS)
async def test_a_public_name_with_a_private_address_is_refused(sentinel: Sentinel, address: str) -> None:
    fetcher = GuardedFetcher(resolve=answering(address))

    with connections() as attempted:
        fetched = await fetcher.fetch("GET", f"http://harmless.example:{sentinel.port}/", timeout=2)

    assert (fetched.error, attempted, sentinel.opened) == ("refused", [], 0)


async def test_one_private_address_among_public_ones_refuses_the_name(sentinel: Sentinel) -> None:
    fetcher = GuardedFetcher(resolve=answering("93.184.216.34", "2606:4700::1111", "127.0.0.1"))

    with connections() as attempted:
        fetched = await fetcher.fetch("GET", f"http://mixed.example:{sentinel.port}/", timeout=2)

    assert (fetched.error, attempted) == ("refused", [])


async def test_a_rebinding_name_server_is_asked_once_for_a_connection(sentinel: Sentinel) -> None:
    answers = iter([["127.0.0.2"], ["127.0.0.1"], ["127.0.0.1"]])

    async def rebind(_host: str, _port: int) -> Sequence[str]:
        return next(answers)

    fetcher = GuardedFetcher(allow=["127.0.0.2"], resolve=rebind)

    with connections() as attempted:
        await fetcher.fetch("GET", f"http://rebinding.example:{sentinel.port}/", timeout=1)

    assert {record for record in attempted if "127.0.0.2" not in record} == set()
    assert sentinel.opened == 0
    assert (await fetcher.fetch("GET", f"http://rebinding.example:{sentinel.port}/")).error == "refused"


async def test_a_redirect_is_resolved_and_checked_anew(sentinel: Sentinel) -> None:
    async def redirect(_heard: Heard, writer: asyncio.StreamWriter) -> None:
        target = f"http://inner.example:{sentinel.port}/".encode()
        writer.write(b"HTTP/1.1 307 x\r\nContent-Length: 0\r\nLocation: " + target + b"\r\n\r\n")

    async with listening(redirect) as entry:
        fetcher = GuardedFetcher(allow=[f"entry.example:{entry.port}"], resolve=to_loopback)
        fetched = await fetcher.fetch("GET", f"http://entry.example:{entry.port}/", timeout=2)

    assert (fetched.error, sentinel.opened) == ("refused", 0)
    assert "redirect refused" in fetched.message or "inner.example" in fetched.message


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
async def test_proxies_of_the_environment_are_ignored(
    sentinel: Sentinel, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"http://127.0.0.1:{sentinel.port}")
    fetcher = GuardedFetcher(resolve=to_loopback)

    fetched = await fetcher.fetch("GET", "http://somewhere.example/", timeout=2)

    assert (fetched.error, sentinel.opened) == ("refused", 0)


@pytest.mark.parametrize(
    "entry", ["inner.test", "inner.test:{port}", "127.0.0.1", "127.0.0.1:{port}", "127.0.0.0/8", "127.0.0.0/8:{port}"]
)
async def test_the_operators_list_opens_what_it_names(sentinel: Sentinel, entry: str) -> None:
    fetcher = GuardedFetcher(allow=[entry.replace("{port}", str(sentinel.port))], resolve=to_loopback)

    fetched = await fetcher.fetch("GET", f"http://inner.test:{sentinel.port}/")

    assert (fetched.status, fetched.body, sentinel.opened) == (200, b"hi", 1)


@pytest.mark.parametrize("entry", ["other.test", "inner.test:1", "127.0.0.1:1", "10.0.0.0/8", "[::1]", "fd00::/8"])
async def test_the_operators_list_opens_nothing_else(sentinel: Sentinel, entry: str) -> None:
    fetcher = GuardedFetcher(allow=[entry], resolve=to_loopback)

    fetched = await fetcher.fetch("GET", f"http://inner.test:{sentinel.port}/")

    assert (fetched.error, sentinel.opened) == ("refused", 0)


@pytest.mark.parametrize("url", METADATA)
async def test_no_list_opens_a_metadata_service(url: str) -> None:
    everything = ["0.0.0.0/0", "::/0", "metadata", "metadata.google.internal", "instance-data", "169.254.169.254"]
    fetcher = GuardedFetcher(allow=everything, resolve=answering("169.254.169.254"))

    with connections() as attempted:
        fetched = await fetcher.fetch("GET", url, timeout=2)

    assert (fetched.error, attempted) == ("refused", [])


@pytest.mark.parametrize("entry", ["http://x", "a b", "host:0", "host:99999", "10.0.0.0/99", "[x]", "1.2.3", "a/b"])
def test_a_malformed_entry_of_the_list_is_an_error_at_once(entry: str) -> None:
    with pytest.raises(InvalidRequest):
        Guard([entry])


@pytest.mark.parametrize("text", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public(text: str) -> None:
    assert is_public(ip_address(text))
    assert not is_metadata(ip_address(text))
