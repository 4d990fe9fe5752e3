"""Keys, links and sessions prove who calls; each for what it is for, and for as long as it may."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from dialogkit import organizations
from dialogkit.kit import Actor, NotSignedIn, Permission
from dialogkit.organizations.models import HOME, ROLES, CredentialKind
from dialogkit.organizations.service import COOKIE, SESSION_DAYS, OrganizationsService
from dialogkit.organizations.store import CredentialStore
from dialogkit.storage import MemoryStorage, Query
from tests.support.hosting import Hands

HOUR = 3_600


class Home:
    """The slice over a storage in memory."""

    def __init__(self) -> None:
        self.clock = Hands()
        self.storage = MemoryStorage(organizations.SCHEMAS)
        self.service = OrganizationsService(CredentialStore(self.storage), self.clock)

    async def owner_key(self) -> str:
        key = await self.service.ensure_owner_key()
        assert key is not None
        return key

    async def by_key(self, key: str, scheme: str = "Bearer") -> Actor | None:
        return await self.service.actor_of(_request("authorization", f"{scheme} {key}"))

    async def by_cookie(self, session: str) -> Actor | None:
        return await self.service.actor_of(_request("cookie", f"{COOKIE}={session}"))


def _request(header: str = "", value: str = "") -> Request:
    headers = [(header.encode(), value.encode())] if header else []
    return Request({"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": headers})


async def test_the_owners_key_is_made_once() -> None:
    home = Home()

    first, second = await home.service.ensure_owner_key(), await home.service.ensure_owner_key()

    assert first is not None
    assert second is None


async def test_the_owners_key_may_do_what_the_owner_may() -> None:
    home = Home()
    key = await home.owner_key()

    actor = await home.by_key(key)

    assert actor == Actor(organization=HOME, name="owner", permissions=ROLES["owner"], by_cookie=False)
    assert actor.may(Permission.FLOWS_PUBLISH)
    assert actor == await home.by_key(key, "bearer")


@pytest.mark.parametrize("wrong", ["", "dk_nothing", "x" * 10_000])
async def test_a_key_that_was_never_made_is_nobodys(wrong: str) -> None:
    home = Home()
    key = await home.owner_key()

    assert await home.by_key(wrong) is None
    assert await home.by_key(key, "Basic") is None
    assert await home.by_cookie(wrong) is None
    assert await home.service.actor_of(_request()) is None


async def test_a_key_is_no_session_and_a_session_is_no_key() -> None:
    home = Home()
    key = await home.owner_key()
    session = await home.service.sign_in(key)

    assert await home.by_cookie(key) is None
    assert await home.by_key(session) is None
    with pytest.raises(NotSignedIn):
        await home.service.sign_in(session)


async def test_a_link_signs_in_once() -> None:
    home = Home()
    link = await home.service.new_sign_in_link()

    actor = await home.by_cookie(await home.service.sign_in(link))

    assert actor is not None
    assert actor.by_cookie
    with pytest.raises(NotSignedIn):
        await home.service.sign_in(link)


async def test_a_new_link_ends_those_before_it() -> None:
    home = Home()
    old, new = await home.service.new_sign_in_link(), await home.service.new_sign_in_link()

    with pytest.raises(NotSignedIn):
        await home.service.sign_in(old)
    assert await home.by_cookie(await home.service.sign_in(new)) is not None


async def test_a_link_is_good_for_a_day() -> None:
    home = Home()
    link = await home.service.new_sign_in_link()

    home.clock.pass_seconds(24 * HOUR)

    with pytest.raises(NotSignedIn):
        await home.service.sign_in(link)


async def test_a_session_ends_by_itself() -> None:
    home = Home()
    session = await home.service.sign_in(await home.owner_key())

    home.clock.pass_seconds(SESSION_DAYS * 24 * HOUR - 1)
    before = await home.by_cookie(session)
    home.clock.pass_seconds(1)

    assert before is not None
    assert await home.by_cookie(session) is None


async def test_signing_out_ends_that_session_alone() -> None:
    home = Home()
    key = await home.owner_key()
    mine, other = await home.service.sign_in(key), await home.service.sign_in(key)

    await home.service.sign_out(mine)

    assert await home.by_cookie(mine) is None
    assert await home.by_cookie(other) is not None
    assert await home.by_key(key) is not None


async def test_no_secret_is_kept_only_what_recognises_it() -> None:
    home = Home()
    secrets = [await home.owner_key(), await home.service.new_sign_in_link()]
    secrets.append(await home.service.sign_in(secrets[0]))

    kinds = (CredentialKind.KEY, CredentialKind.LINK, CredentialKind.SESSION)
    collection = home.storage.collection(organizations.SCHEMAS[0])
    kept = [await collection.first(Query("organization", (HOME, kind.value))) for kind in kinds]

    assert None not in kept
    assert not any(secret in repr(document) for secret in secrets for document in kept)
