"""Files that visitors send: taken only while a question asks for them, within its limits.

A file's address holds a signature, so that whoever has it may fetch the file and nobody else.
Browsers are told to save it, never to show it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator
from pathlib import PurePosixPath
from urllib.parse import quote

import msgspec
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response, StreamingResponse

from dialogkit.conversations.holding import Holding
from dialogkit.conversations.limits import VisitorLimits
from dialogkit.conversations.tokens import Tokens
from dialogkit.http import Unreadable
from dialogkit.kit import Conflict, InvalidRequest, Missing, TooLarge
from dialogkit.storage.blobs import BlobKey, Blobs

__all__ = ("UploadOut", "Uploads")

MAX_UPLOAD = 25_000_000
"""Bytes of one file, whatever a question allows."""
_FORM_OVERHEAD = 20_000
_CHUNK = 256 * 1024
_SIZE = re.compile(r"[0-9]{1,15}")
_SAFE_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}")


class UploadOut(msgspec.Struct, frozen=True):
    """A stored file. `url` is relative to the server."""

    id: str
    url: str
    name: str
    size: int
    type: str


class _Asked(msgspec.Struct):
    """What the present question allows."""

    type: str = ""
    max_mb: float = 10
    accept: tuple[str, ...] = ()
    attachments: bool = False


class _Turn(msgspec.Struct):
    input: _Asked | None = None


class Uploads:
    """Takes and serves visitors' files."""

    def __init__(self, blobs: Blobs, holding: Holding, tokens: Tokens, limits: VisitorLimits) -> None:
        self._limits = limits
        self._blobs = blobs
        self._holding = holding
        self._tokens = tokens

    async def take(self, conversation: str, request: StarletteRequest) -> UploadOut:
        """Store the file of a multipart request; raises where the present question takes none such."""
        self._limits.check_upload(conversation)
        held = await self._holding.get(conversation)
        asked = msgspec.json.decode(held.record.turn, type=_Turn).input
        if asked is None or not (asked.type == "file" or asked.attachments):
            raise Conflict("The present question asks for no file.")
        limit = min(MAX_UPLOAD, int(asked.max_mb * 1_000_000))
        declared = request.headers.get("content-length", "")
        if not _SIZE.fullmatch(declared):
            raise InvalidRequest("An upload says in Content-Length how long it is.")
        if int(declared) > limit + _FORM_OVERHEAD:
            raise TooLarge(f"A file here may have {limit / 1_000_000:g} MB.")
        try:
            async with request.form(max_files=1, max_fields=4) as form:
                file = form.get("file")
                if not isinstance(file, UploadFile):
                    raise InvalidRequest("The form has no part `file`.")
                return await self._store(conversation, held.record.organization, file, asked, limit)
        except HTTPException as fault:
            raise Unreadable(f"The form cannot be read: {fault.detail}") from None

    async def _store(
        self, conversation: str, organization: str, file: UploadFile, asked: _Asked, limit: int
    ) -> UploadOut:
        name = PurePosixPath((file.filename or "file").replace("\\", "/")).name[:200] or "file"
        kind = file.content_type or ""
        kind = kind if _SAFE_TYPE.fullmatch(kind) else "application/octet-stream"
        if asked.accept and not any(_fits(name, kind, wanted) for wanted in asked.accept):
            raise InvalidRequest(f"{name} is not of a type that is asked for.", fix=", ".join(asked.accept))
        id = secrets.token_urlsafe(12)
        key = BlobKey((organization, conversation), id)
        size = await self._blobs.put(key, _chunks(file), type=kind, limit=limit)
        path = f"{conversation}/{id}"
        url = f"/api/v1/files/{organization}/{path}/{quote(name)}?sig={self._tokens.of_file(f'{organization}/{path}')}"
        return UploadOut(id, url, name, size, kind)

    async def serve(self, owner: tuple[str, str], id: str, name: str, signature: str) -> Response:
        """Return a file to whoever holds its address; raises `Missing` for anyone else."""
        if not self._tokens.check_file("/".join((*owner, id)), signature):
            raise Missing("There is no such file.")
        try:
            blob = await self._blobs.open(BlobKey(owner, id))
        except ValueError:
            raise Missing("There is no such file.") from None
        headers = {
            "Content-Length": str(blob.size),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, max-age=3600",
        }
        return StreamingResponse(blob.chunks, 200, headers, blob.type)


async def _chunks(file: UploadFile) -> AsyncIterator[bytes]:
    while chunk := await file.read(_CHUNK):
        yield chunk


def _fits(name: str, kind: str, wanted: str) -> bool:
    if wanted.startswith("."):
        return name.lower().endswith(wanted.lower())
    if wanted.endswith("/*"):
        return kind.startswith(wanted[:-1])
    return wanted in (kind, "*")
