"""The settings of a server, read once from the environment; the command line overrides them.

Every name here is documented in `docs/reference/settings.md`. Nothing else reads the
environment.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from dialogkit.kit import InvalidRequest

__all__ = ("PREFIX", "Settings", "read_settings")

PREFIX = "DIALOGKIT_"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How a server runs. Each is the environment variable DIALOGKIT_ and its name in capitals."""

    data: Path = Path("data")
    """The folder that holds the database, uploads and the server's secret."""
    host: str = "127.0.0.1"
    """The address to listen on; 0.0.0.0 for all."""
    port: int = 8700
    public_url: str = ""
    """How visitors reach the server, such as https://chat.example; "" derives it from host and port."""
    workers: int = 1
    """Server processes. The embedded database allows one."""
    script_workers: int = 2
    """Sandbox processes for JavaScript."""
    outbound_allow: tuple[str, ...] = ()
    """Hosts, networks or ports that flows may reach although they are private; comma-separated."""
    proxies: tuple[str, ...] = ()
    """Addresses of proxies whose X-Forwarded-For is believed; comma-separated."""
    openings_per_minute: int = 120
    """Conversations that one address may open in a minute; this machine itself is not limited."""
    turns_per_second: int = 20
    """Turns a second that one conversation may take."""
    log_level: str = "warning"

    @property
    def url(self) -> str:
        """The address to print and to describe the API with."""
        host = "localhost" if self.host in ("127.0.0.1", "0.0.0.0", "::1", "::") else self.host  # noqa: S104
        return self.public_url.rstrip("/") or f"http://{host}:{self.port}"


def read_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Return the settings of the environment, with those given by name in their place.

    Raises `InvalidRequest` naming the variable that cannot be read.
    """
    source = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        text = source.get(f"{PREFIX}{field.name.upper()}")
        if text is not None:
            values[field.name] = _parsed(field.name, text, field.type)
    values.update({name: value for name, value in overrides.items() if value is not None})
    return Settings(**values)


def _parsed(name: str, text: str, kind: Any) -> Any:
    if kind is int:
        if not text.strip().isdecimal():
            raise InvalidRequest(f"{PREFIX}{name.upper()} is a whole number, not {text!r}.")
        return int(text)
    if kind is Path:
        return Path(text)
    if kind is str:
        return text
    return tuple(part.strip() for part in text.split(",") if part.strip())
