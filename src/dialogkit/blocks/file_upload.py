"""Ask for files."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from msgspec import Meta

from dialogkit.document import Category, Kind
from dialogkit.engine import Answer, Ask, File, FilesInput, Input, Question, Refusal, TextInput, Turn

__all__ = ("FileAsk", "FileUpload")

_SEPARATOR = re.compile(r"[,\s]+")
_ENDINGS = {
    "image": ".png .jpg .jpeg .gif .webp .svg .avif",
    "audio": ".mp3 .wav .ogg .m4a",
    "video": ".mp4 .webm .mov",
}


class FileAsk(Ask, frozen=True, kw_only=True, tag="file"):
    """A place to drop files."""

    accepts: ClassVar[str] = "files"

    multiple: bool = False
    accept: tuple[str, ...] = ()
    max_mb: float
    max_files: int


class FileUpload(Question, frozen=True, kw_only=True, tag="file_upload"):
    """Ask for a file or several; the answer is where they lie.

    Words are taken as addresses of files that lie elsewhere; their size is not known.
    """

    kind: ClassVar[Kind] = Kind(Category.QUESTION, "File", "upload")

    multiple: bool = False
    accept: Annotated[tuple[Annotated[str, Meta(max_length=100)], ...], Meta(max_length=50)] = ()
    """Endings such as `.pdf` and types such as `image/*`; none takes every file."""
    max_mb: Annotated[float, Meta(gt=0, le=1_000)] = 10
    max_files: Annotated[int, Meta(ge=1, le=100)] = 10
    """How many files one answer may have, where it may have several."""

    def ask(self, turn: Turn) -> FileAsk:
        """Return the place to drop files."""
        return FileAsk(
            multiple=self.multiple,
            accept=self.accept,
            max_mb=self.max_mb,
            max_files=self.max_files if self.multiple else 1,
            **self.shared(turn),
        )

    def read(self, turn: Turn, reply: Input) -> Answer | Refusal:
        """Return the addresses of the files, if they keep the limits."""
        files = _files(reply)
        if not files:
            return Refusal("file.none_of_several" if self.multiple else "file.none")
        allowed = self.max_files if self.multiple else 1
        if len(files) > allowed:
            return Refusal("file.only_one") if allowed == 1 else Refusal("file.too_many", {"most": allowed})
        fault = next(filter(None, map(self._fault, files)), None)
        if fault is not None:
            return fault
        urls = [file.url for file in files]
        shown = ", ".join(file.name or file.url for file in files)
        return Answer(turn.program.dialect.join(urls) if self.multiple else urls[0], shown)

    def _fault(self, file: File) -> Refusal | None:
        name = file.name or file.url
        if file.size > self.max_mb * 1_000_000:
            size = round(file.size / 1_000_000, 1)
            return Refusal("file.too_large", {"name": name, "size": size, "most": self.max_mb})
        if self.accept and not any(_fits(file, pattern.strip().lower()) for pattern in self.accept):
            return Refusal("file.wrong_kind", {"name": name, "kinds": ", ".join(self.accept)})
        return None


def _files(reply: Input) -> tuple[File, ...]:
    if isinstance(reply, FilesInput):
        return reply.files
    if not isinstance(reply, TextInput):
        return ()
    addresses = [part for part in _SEPARATOR.split(reply.text) if part]
    if not all(map(_is_address, addresses)):
        return ()
    return (*reply.files, *(File(url=address) for address in addresses))


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and ("." in host or host == "localhost")


def _fits(file: File, pattern: str) -> bool:
    """Return whether a file is of a kind; what has no type is judged by its ending."""
    ending = "." + (file.name or urlsplit(file.url).path).rpartition(".")[2].lower()
    kind, _, subtype = pattern.partition("/")
    if not subtype:
        return ending == f".{pattern.lstrip('.')}"
    if file.type:
        return file.type.lower().startswith(f"{kind}/") if subtype == "*" else file.type.lower() == pattern
    return ending in _ENDINGS.get(kind, "").split() if subtype == "*" else ending == f".{subtype}"
