"""What a request sends, what comes back, and how hostile servers are met."""

from __future__ import annotations

import asyncio
import datetime
import gzip
import ssl
import zlib
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dialogkit.adapters.outbound import GuardedFetcher
from dialogkit.kit import Fetched
from tests.support.sentinel import Answer, Heard, listening


async def to_loopback(_host: str, _port: int) -> Sequence[str]:
    return ["127.0.0.1"]


def fetcher() -> GuardedFetcher:
    return GuardedFetcher(allow=["127.0.0.1"], resolve=to_loopback)


def replying(*parts: bytes, pause: float = 0) -> Answer:
    async def answer(_heard: Heard, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)

    return answer


def ok(body: bytes, *headers: bytes) -> bytes:
    lines = [b"HTTP/1.1 200 OK", b"Content-Length: " + str(len(body)).encode(), *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


async def fetch(answer: Answer, path: str = "/", method: str = "GET", **options: object) -> tuple[Fetched, list[Heard]]:
    async with listening(answer) as server:
        url = f"http://name.test:{server.port}{path}"
        fetched = await fetcher().fetch(method, url, **options)  # type: ignore[arg-type]
    return fetched, server.heard


async def test_an_answer_comes_back_whole() -> None:
    reply = b"HTTP/1.1 404 No\r\nX-Kind: a\r\nx-kind: b\r\nContent-Length: 4\r\n\r\ngone"

    fetched, heard = await fetch(replying(reply), "/päth/a b?q=ü&x=%20#part")

    assert (fetched.status, fetched.body, fetched.error) == (404, b"gone", "")
    assert fetched.headers["x-kind"] == "a, b"
    assert heard[0].line == "GET /p%C3%A4th/a%20b?q=%C3%BC&x=%20 HTTP/1.1"
    assert (heard[0].header("host") or "").startswith("name.test:")
    assert heard[0].header("user-agent") == "DialogKit"


async def test_a_body_and_headers_are_sent_as_given() -> None:
    headers = [("Content-Type", "application/json"), ("X-Näme".replace("ä", "a"), "wért"), ("Host", "evil.test")]

    _, heard = await fetch(replying(ok(b"")), method="post", headers=headers, body=b'{"a": 1}')

    assert heard[0].body == b'{"a": 1}'
    assert heard[0].header("content-length") == "8"
    assert "evil.test" not in str(heard[0].headers)


@pytest.mark.parametrize("name", ["content-length", "Transfer-Encoding", "Connection", "Upgrade", "Expect", "TE"])
async def test_headers_of_the_connection_are_not_the_authors(name: str) -> None:
    fetched, heard = await fetch(replying(ok(b"x")), headers=[(name, "chunked, 100-continue")])

    assert fetched.body == b"x"
    assert "100-continue" not in str(heard[0].headers)


@pytest.mark.parametrize(
    "header",
    [
        ("X-A", "1\r\nX-B: 2"),
        ("X-A", "1\nX-B: 2"),
        ("X-A\r\nX-B", "1"),
        ("X A", "1"),
        ("X-A:", "1"),
        ("", "1"),
        ("é", "1"),
        ("X-A", "1\x00"),
        ("X-A", "1\x7f"),
        ("X-A\x00", "1"),
    ],
)
async def test_a_header_that_could_break_out_is_refused(header: tuple[str, str]) -> None:
    fetched, heard = await fetch(replying(ok(b"x")), headers=[header])

    assert (fetched.error, heard) == ("refused", [])


@pytest.mark.parametrize("method", ["CONNECT", "TRACE", "GET / HTTP/1.1\r\nX: y\r\n\r\nGET", "", "LINK"])
async def test_other_methods_are_refused(method: str) -> None:
    fetched, heard = await fetch(replying(ok(b"x")), method=method)

    assert (fetched.error, heard) == ("refused", [])


async def test_packed_answers_are_unpacked() -> None:
    for encoding, body in ((b"gzip", gzip.compress(b"hello")), (b"deflate", zlib.compress(b"hello"))):
        fetched, _ = await fetch(replying(ok(body, b"Content-Encoding: " + encoding)))

        assert (fetched.body, fetched.error) == (b"hello", "")
        assert "content-encoding" not in fetched.headers


@pytest.mark.parametrize(
    "reply",
    [
        ok(b"x" * 200_001),
        ok(gzip.compress(b"\0" * 20_000_000), b"Content-Encoding: gzip"),
        ok(gzip.compress(b"") + b"x" * 300_000, b"Content-Encoding: gzip"),
        b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 300_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"400\r\n"
        + b"x" * 1024
        + b"\r\n"
        + b"49000\r\n"
        + b"x" * 299_008
        + b"\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(20_000)) + b"\r\n",
        b"HTTP/1.1 103 Early\r\n\r\n" * 20_000,
    ],
    ids=["body", "gzip bomb", "after gzip", "endless", "chunks", "one header", "many headers", "early hints"],
)
async def test_an_answer_that_is_too_large_is_cut_off(reply: bytes) -> None:
    began = perf_counter()

    fetched, _ = await fetch(replying(reply), max_bytes=200_000, timeout=5)

    assert fetched.error == "too_large", fetched
    assert perf_counter() - began < 3


async def test_a_body_of_just_the_limit_is_taken() -> None:
    fetched, _ = await fetch(replying(ok(gzip.compress(b"x" * 1000), b"Content-Encoding: gzip")), max_bytes=1000)

    assert (fetched.error, len(fetched.body)) == ("", 1000)


@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nContent-Le",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
    ],
)
async def test_a_slow_drip_ends_at_the_whole_requests_limit(reply: bytes) -> None:
    drops = [bytes((byte,)) for byte in reply] + [b"x"] * 100
    began = perf_counter()

    fetched, _ = await fetch(replying(*drops, pause=0.03), timeout=0.5)

    assert fetched.error == "timeout"
    assert perf_counter() - began < 1


async def test_a_silent_server_is_not_waited_for_longer_than_allowed() -> None:
    began = perf_counter()

    fetched, _ = await fetch(replying(b"", pause=5), timeout=0.3)

    assert fetched.error == "timeout"
    assert perf_counter() - began < 1


async def test_a_slow_name_server_counts_too() -> None:
    async def slow(_host: str, _port: int) -> Sequence[str]:
        await asyncio.sleep(5)
        return ["127.0.0.1"]

    fetched = await GuardedFetcher(resolve=slow).fetch("POST", "http://slow.example/", timeout=0.2)

    assert fetched.error == "timeout"


@pytest.mark.parametrize(
    ("method", "error"), [("GET", "unreachable"), ("HEAD", "unreachable"), ("POST", "unknown"), ("DELETE", "unknown")]
)
async def test_what_became_of_a_sent_request_is_unknown_unless_it_only_reads(method: str, error: str) -> None:
    async def hang_up(_heard: Heard, writer: asyncio.StreamWriter) -> None:
        writer.close()

    fetched, heard = await fetch(hang_up, method=method, body=b"x" if method == "POST" else None)

    assert len(heard) == 1
    assert fetched.error == error


async def test_a_sent_request_that_times_out_is_unknown() -> None:
    fetched, _ = await fetch(replying(b"", pause=5), method="POST", body=b"x", timeout=0.3)

    assert fetched.error == "unknown"


@pytest.mark.parametrize("reply", [b"nonsense\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", ok(b"x", b"Content-Encoding: br")])
async def test_an_answer_that_is_no_http_is_unreachable(reply: bytes) -> None:
    fetched, _ = await fetch(replying(reply))

    assert fetched.error == "unreachable"


async def test_nobody_listening_and_no_such_name_are_unreachable() -> None:
    async def nobody(_host: str, _port: int) -> Sequence[str]:
        raise OSError("no such host")

    refused = await fetcher().fetch("POST", "http://127.0.0.1:9/", body=b"x", timeout=2)
    unresolved = await GuardedFetcher(resolve=nobody).fetch("GET", "http://nobody.example/", timeout=2)

    assert (refused.error, unresolved.error) == ("unreachable", "unreachable")


def redirecting(status: int, location: str, times: int = 1) -> Answer:
    left = [times]

    async def answer(heard: Heard, writer: asyncio.StreamWriter) -> None:
        if left[0]:
            left[0] -= 1
            target = location.replace("{host}", heard.header("host") or "").encode()
            writer.write(b"HTTP/1.1 %d x\r\nContent-Length: 0\r\nLocation: %b\r\n\r\n" % (status, target))
        else:
            writer.write(ok(b"there"))

    return answer


@pytest.mark.parametrize(
    ("status", "method", "then"),
    [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "PUT", "GET"),
        (307, "POST", "POST"),
        (308, "PUT", "PUT"),
        (302, "GET", "GET"),
        (303, "HEAD", "HEAD"),
        (302, "PUT", "PUT"),
    ],
)
async def test_a_redirect_keeps_or_turns_the_method(status: int, method: str, then: str) -> None:
    body = b"x" if method in ("POST", "PUT") else None

    _, heard = await fetch(redirecting(status, "/next?a=1"), method=method, body=body)

    assert heard[1].line == f"{then} /next?a=1 HTTP/1.1"
    assert heard[1].body == (body if then == method and body else b"")


async def test_three_redirects_are_followed_and_no_more() -> None:
    three, heard = await fetch(redirecting(302, "/again", times=3))
    four, heard_four = await fetch(redirecting(302, "/again", times=4))

    assert (three.body, len(heard)) == (b"there", 4)
    assert (four.error, len(heard_four)) == ("refused", 4)


CREDENTIALS = [("Authorization", "Bearer s"), ("Cookie", "a=s"), ("X-Api-Key", "s"), ("Accept-Language", "de")]


async def test_credentials_stay_with_the_origin_they_were_given_for() -> None:
    async with listening(replying(ok(b"there"))) as other:
        location = f"http://other.test:{other.port}/"
        fetched, _ = await fetch(redirecting(307, location), method="POST", headers=CREDENTIALS, body=b"data")

    assert fetched.body == b"there"
    names = {name.lower() for name, _ in other.heard[0].headers}
    assert not names & {"authorization", "cookie", "x-api-key"}
    assert other.heard[0].header("accept-language") == "de"


async def test_credentials_go_along_within_an_origin() -> None:
    _, heard = await fetch(redirecting(302, "http://{host}/next"), headers=CREDENTIALS)

    assert heard[1].header("authorization") == "Bearer s"


async def test_another_name_or_port_is_another_origin() -> None:
    async with listening(replying(ok(b"x"))) as same_name:
        _, _ = await fetch(redirecting(302, f"http://name.test:{same_name.port}/"), headers=CREDENTIALS)

    assert same_name.heard[0].header("authorization") is None


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "gopher://x/", "ftp://x/", "http://a@b/", "\\\\x\\y", "http://[::1"]
)
async def test_a_redirect_elsewhere_than_to_plain_http_is_refused(location: str) -> None:
    fetched, heard = await fetch(redirecting(302, location))

    assert (fetched.error, len(heard)) == ("refused", 1)


async def test_a_failure_after_a_redirected_post_is_unknown() -> None:
    fetched, _ = await fetch(redirecting(303, "http://127.0.0.1:9/"), method="POST", body=b"x")

    assert fetched.error == "unknown"


def _certificate(folder: Path, name: str) -> ssl.SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), 1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "cert.pem").write_bytes(pem)
    (folder / "key.pem").write_bytes(secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


async def test_tls_speaks_of_the_name_while_the_address_is_pinned(tmp_path: Path) -> None:
    server = _certificate(tmp_path, "pinned.test")
    names: list[str | None] = []
    server.sni_callback = lambda _socket, name, _context: names.append(name)
    trusting = ssl.create_default_context(cafile=str(tmp_path / "cert.pem"))
    client = GuardedFetcher(allow=["127.0.0.1"], resolve=to_loopback, tls=trusting)

    async with listening(replying(ok(b"secret")), ssl=server) as tls:
        right = await client.fetch("GET", f"https://pinned.test:{tls.port}/", timeout=3)
        wrong = await client.fetch("POST", f"https://other.test:{tls.port}/", body=b"x", timeout=3)
        untrusted = await fetcher().fetch("GET", f"https://pinned.test:{tls.port}/", timeout=3)

    assert (right.body, names[0]) == (b"secret", "pinned.test")
    assert wrong.error == "unreachable"
    assert untrusted.error == "unreachable"
    assert len(tls.heard) == 1
