"""Tokens of visitors: proof that one holds this conversation, or may fetch this file.

They are keyed hashes, so nothing secret is stored for each conversation.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from functools import lru_cache, partial
from hashlib import blake2b
from hmac import compare_digest

from dialogkit.kit import NotSignedIn

__all__ = ("Tokens",)

_REMEMBERED = 5_000
"""Tokens of conversations that are kept at hand: a visitor shows the same one with every answer."""


class Tokens:
    """Makes and checks tokens with the installation's secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._remembered = lru_cache(_REMEMBERED)(partial(self._sign, b"conversation"))

    def of_conversation(self, conversation: str) -> str:
        """Return the token of a conversation."""
        return self._remembered(conversation)

    def of_file(self, path: str) -> str:
        """Return the signature that lets its holder fetch an uploaded file."""
        return self._sign(b"file", path)

    def id_of_client(self, flow: str, client_id: str) -> str:
        """Return the conversation id that a client's own id stands for; nobody can guess it."""
        return self._sign(b"id", f"{flow}\n{client_id}")[:32]

    def check_conversation(self, conversation: str, authorization: str) -> None:
        """Raise `NotSignedIn` unless the header holds the conversation's token."""
        token = authorization[7:] if authorization[:7].lower() == "bearer " else ""
        if not compare_digest(token.encode(), self.of_conversation(conversation).encode()):
            raise NotSignedIn("This needs the conversation's token.", fix="Authorization: Bearer …")

    def check_file(self, path: str, signature: str) -> bool:
        """Return whether `signature` lets its holder fetch the file."""
        return compare_digest(signature.encode(), self.of_file(path).encode())

    def _sign(self, purpose: bytes, text: str) -> str:
        digest = blake2b(text.encode(), digest_size=32, key=self._secret, person=purpose[:16]).digest()
        return urlsafe_b64encode(digest).decode().rstrip("=")
