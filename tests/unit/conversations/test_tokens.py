"""Tokens open what they were made for and nothing else."""

from __future__ import annotations

import pytest

from dialogkit.conversations import Tokens
from dialogkit.kit import NotSignedIn


def test_a_token_opens_its_own_conversation_only() -> None:
    tokens = Tokens(b"s" * 32)
    token = tokens.of_conversation("c_one")

    tokens.check_conversation("c_one", f"Bearer {token}")

    for conversation, header in (
        ("c_two", f"Bearer {token}"),
        ("c_one", token),
        ("c_one", "Bearer "),
        ("c_one", "Bearer töken"),
        ("c_one", ""),
    ):
        with pytest.raises(NotSignedIn):
            tokens.check_conversation(conversation, header)


def test_another_installations_tokens_open_nothing() -> None:
    token = Tokens(b"a" * 32).of_conversation("c_one")

    with pytest.raises(NotSignedIn):
        Tokens(b"b" * 32).check_conversation("c_one", f"Bearer {token}")


def test_a_files_signature_is_no_conversations_token() -> None:
    tokens = Tokens(b"s" * 32)

    assert tokens.check_file("home/c_one/f", tokens.of_file("home/c_one/f"))
    assert not tokens.check_file("home/c_one/f", tokens.of_conversation("home/c_one/f"))
    assert not tokens.check_file("home/c_one/g", tokens.of_file("home/c_one/f"))


def test_a_clients_own_id_means_another_conversation_in_each_flow() -> None:
    tokens = Tokens(b"s" * 32)

    assert tokens.id_of_client("a", "mine") == tokens.id_of_client("a", "mine")
    assert tokens.id_of_client("a", "mine") != tokens.id_of_client("b", "mine")
    assert tokens.id_of_client("a", "mine") != tokens.id_of_client("a", "other")
