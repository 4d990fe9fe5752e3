"""Nothing is open by default: every operation of the API is tried without credentials and with wrong ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.journeys.flows import GREETING, a_document
from tests.support.server import Server

OPEN = {"read_public_flow", "open_conversation", "read_file", "sign_in", "start_typebot_chat"}
"""What anyone may call: public parts of published flows, files by signed address, signing in."""
OF_VISITORS = {
    "take_turn",
    "read_conversation",
    "upload_file",
    "deliver_webhook",
    "continue_typebot_chat",
}


def _operations(server: Server) -> Iterator[tuple[str, str, str, str]]:
    description = httpx2.get(f"{server.url}/api/v1/openapi.json").json()
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield operation["operationId"], method.upper(), path, operation["x-permission"]


def _call(server: Server, method: str, path: str, **more: Any) -> httpx2.Response:
    filled = path.replace("{flow}", "greeting").replace("{number}", "1").replace("{conversation}", "c_nobody")
    filled = filled.replace("{block}", "b").replace("{session_id}", "c_nobody.token").replace("{public_id}", "nothing")
    return httpx2.request(method, f"{server.url}{filled}", **({"json": {}} | more))


def test_every_operation_that_is_not_a_visitors_needs_a_key(server: Server) -> None:
    for name, method, path, permission in _operations(server):
        if name in OPEN | OF_VISITORS:
            continue
        bare = _call(server, method, path)
        wrong = _call(server, method, path, headers={"Authorization": "Bearer dk_wrong"})

        assert (name, bare.status_code, wrong.status_code) == (name, 401, 401), permission
        assert bare.headers["content-type"] == "application/problem+json"


def test_every_visitors_operation_needs_the_conversations_token(server: Server) -> None:
    other = server.chat("greeting")
    for name, method, path, _ in _operations(server):
        if name not in OF_VISITORS:
            continue
        bare = _call(server, method, path)
        foreign = _call(server, method, path, headers=other.headers)

        # In Typebot's protocol the token is a part of the address, so a wrong one is a wrong address.
        refused = 404 if name == "continue_typebot_chat" else 401
        assert (name, bare.status_code, foreign.status_code) == (name, refused, refused)


def test_the_owners_key_opens_no_conversation_of_a_visitor(server: Server) -> None:
    chat = server.chat("greeting")

    answer = httpx2.get(
        f"{server.url}/api/v1/conversations/{chat.id}", headers={"Authorization": f"Bearer {server.key}"}
    )

    assert answer.status_code == 401


def test_the_described_permissions_are_the_ones_that_are_tried(server: Server) -> None:
    described = {name: permission for name, _, _, permission in _operations(server)}

    assert {name for name, permission in described.items() if permission == "anyone"} == OPEN
    assert {name for name, permission in described.items() if permission == "visitor"} == OF_VISITORS


@pytest.mark.parametrize("flow", ["nothing", "..%2f..%2fetc", "%00", "x" * 300, "f_0000"])
def test_a_flow_that_is_not_there_is_missing(server: Server, flow: str) -> None:
    with server.owner() as owner:
        answer = owner.get(f"/flows/{flow}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "missing"


def test_a_sign_in_link_signs_in_once_and_its_cookie_is_kept_from_scripts(server: Server) -> None:
    with httpx2.Client() as browser:
        signed_in = browser.get(server.link.replace("localhost", "127.0.0.1"))
        cookie = signed_in.headers["set-cookie"]
        again = httpx2.get(server.link.replace("localhost", "127.0.0.1"))
        me = browser.get(f"{server.url}/api/v1/me")

    assert signed_in.status_code == 303
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "set-cookie" not in again.headers
    assert me.json()["actor"] == "owner"


def test_another_sites_page_cannot_use_the_session(server: Server) -> None:
    with httpx2.Client(base_url=server.url) as browser:
        signed_in = browser.post("/api/v1/sign-in", json={"key": server.key}, headers={"Origin": server.url})
        foreign = browser.post("/api/v1/flows", json={"name": "x"}, headers={"Origin": "https://evil.example"})
        blind = browser.post("/api/v1/flows", json={"name": "x"})
        site = {"Sec-Fetch-Site": "cross-site", "Origin": server.url}
        cross = browser.post("/api/v1/flows", json={"name": "x"}, headers=site)
        own = browser.post("/api/v1/flows", json={"name": "x"}, headers={"Origin": server.url})

    assert signed_in.status_code == 204
    assert [answer.status_code for answer in (foreign, blind, cross, own)] == [403, 403, 403, 201]


def test_only_named_origins_may_embed_a_flow_that_names_some(server: Server) -> None:
    settings = {"allowed_origins": ["https://bakery.example"]}
    server.publish(GREETING | {"id": "choosy", "name": "Choosy", "settings": settings})
    url = f"{server.url}/api/v1/flows/choosy/conversations"

    refused = httpx2.post(url, json={}, headers={"Origin": "https://evil.example"})
    allowed = httpx2.post(url, json={}, headers={"Origin": "https://bakery.example"})
    opened = allowed.json()
    turn = httpx2.post(
        f"{server.url}/api/v1/conversations/{opened['conversation']}/turns",
        json={"id": "one", "seq": 0, "input": {"type": "text", "text": "Ada"}},
        headers={"Authorization": f"Bearer {opened['token']}", "Origin": "https://evil.example"},
    )

    assert (refused.status_code, allowed.status_code, turn.status_code) == (403, 201, 403)
    assert "access-control-allow-origin" not in refused.headers
    assert allowed.headers["access-control-allow-origin"] == "https://bakery.example"


def _asks_before(url: str, origin: str) -> httpx2.Response:
    """Ask as a browser does before it sends what a foreign page wants sent."""
    headers = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    return httpx2.request("OPTIONS", url, headers=headers)


def test_a_browser_is_told_before_it_calls_which_origin_may(server: Server) -> None:
    settings = {"allowed_origins": ["https://bakery.example"]}
    server.publish(GREETING | {"id": "guarded", "name": "Guarded", "settings": settings})
    chat = server.chat("guarded")
    api = f"{server.url}/api/v1"
    guarded = [
        f"{api}/flows/guarded/conversations",
        f"{api}/flows/guarded/public",
        f"{api}/conversations/{chat.id}",
        f"{api}/conversations/{chat.id}/turns",
        f"{api}/conversations/{chat.id}/uploads",
        f"{api}/typebots/guarded/startChat",
        f"{api}/sessions/{chat.id}.token/continueChat",
    ]

    for url in guarded:
        refused, allowed = _asks_before(url, "https://evil.example"), _asks_before(url, "https://bakery.example")
        assert (refused.status_code, allowed.status_code) == (403, 204), url
        assert "access-control-allow-origin" not in refused.headers
        assert allowed.headers["access-control-allow-origin"] == "https://bakery.example"
        assert (refused.headers["vary"], allowed.headers["vary"]) == ("Origin", "Origin")

    anywhere = _asks_before(f"{api}/flows/greeting/conversations", "https://anywhere.example")
    nowhere = _asks_before(f"{api}/flows/nothing/conversations", "https://anywhere.example")
    assert {anywhere.headers["access-control-allow-origin"], nowhere.headers["access-control-allow-origin"]} == {
        "https://anywhere.example"
    }


def test_a_flows_own_page_chats_whatever_origins_it_names(server: Server) -> None:
    settings = {"allowed_origins": ["https://bakery.example"]}
    server.publish(GREETING | {"id": "own-page", "name": "Own page", "settings": settings})
    own = {"Origin": server.url}

    opened = httpx2.post(f"{server.url}/api/v1/flows/own-page/conversations", json={}, headers=own)
    shown = httpx2.get(f"{server.url}/api/v1/flows/own-page/public", headers=own)

    assert (opened.status_code, shown.status_code) == (201, 200)


def test_a_page_cannot_set_a_variable_that_the_author_fixed(server: Server) -> None:
    told = a_document("fixed", {"type": "text", "id": "a", "text": "{{ host }} and {{ name }}"})
    host = {"name": "host", "default": "https://desk.example", "fixed": True}
    server.publish(told | {"variables": [host, {"name": "name"}]})

    chat = server.chat("fixed", variables={"host": "https://evil.example", "name": "Ada"})

    assert chat.heard == ["https://desk.example and Ada"]


def test_pages_carry_a_strict_policy_with_a_fresh_nonce(server: Server) -> None:
    pages = [httpx2.get(f"{server.url}/f/greeting") for _ in range(2)]
    policies = [page.headers["content-security-policy"] for page in pages]

    assert policies[0] != policies[1]
    assert "unsafe" not in policies[0]
    assert "object-src 'none'" in policies[0]
    assert pages[0].headers["x-content-type-options"] == "nosniff"


def test_one_address_opens_only_so_many_conversations(server: Server) -> None:
    statuses = []
    headers = {"X-Forwarded-For": "203.0.113.9"}
    for _ in range(70):
        answer = httpx2.post(f"{server.url}/api/v1/flows/greeting/conversations", json={}, headers=headers)
        statuses.append(answer.status_code)

    # Nobody declared a proxy, so the header is not believed, and this machine itself is not limited.
    assert set(statuses) == {201}


def test_behind_a_declared_proxy_one_address_is_limited(tmp_path: Any) -> None:
    with Server(tmp_path / "data", proxies="127.0.0.1", openings_per_minute="20") as server:
        server.publish(a_document("open", {"type": "text", "id": "a", "text": "Hi"}))
        url = f"{server.url}/api/v1/flows/open/conversations"
        first = [httpx2.post(url, json={}, headers={"X-Forwarded-For": "203.0.113.9"}) for _ in range(12)]
        other = httpx2.post(url, json={}, headers={"X-Forwarded-For": "203.0.113.10"})

    assert [answer.status_code for answer in first] == [201] * 10 + [429] * 2
    assert int(first[-1].headers["retry-after"]) >= 1
    assert other.status_code == 201


def test_unknown_paths_and_methods_are_problems_too(server: Server) -> None:
    missing, wrong = httpx2.get(f"{server.url}/api/v1/nothing"), httpx2.delete(f"{server.url}/api/v1/flows")

    assert (missing.status_code, wrong.status_code) == (404, 405)
    assert {missing.headers["content-type"], wrong.headers["content-type"]} == {"application/problem+json"}


def test_behind_a_secure_address_the_cookie_is_secure(tmp_path: Path) -> None:
    with Server(tmp_path / "data", public_url="https://chat.example") as server:
        signed_in = httpx2.get(server.link.replace("https://chat.example", server.url))

    assert server.link.startswith("https://chat.example/sign-in?key=")
    assert "Secure" in {part.strip() for part in signed_in.headers["set-cookie"].split(";")}


def test_what_is_not_built_or_not_there_is_missing_and_no_fault(server: Server) -> None:
    for path in ("/static/nothing.js", "/static/../secret.key", "/static/%2e%2e/app.py", "/f/nothing", "/nothing"):
        assert httpx2.get(f"{server.url}{path}").status_code == 404, path
