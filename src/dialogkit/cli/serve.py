"""`dialogkit serve`: the whole platform in one process."""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import uvicorn
import uvloop
from cyclopts import Parameter
from rich.console import Console

from dialogkit.app import Platform
from dialogkit.cli.publishing import publish_files
from dialogkit.http.protocol import HttpProtocol
from dialogkit.kit import DialogKitError, InvalidRequest, Unavailable
from dialogkit.settings import Settings, read_settings
from dialogkit.worker import Worker

__all__ = ("serve",)

DRAIN_SECONDS = 10
MAX_SOCKET_MESSAGE = 4_000_000
"""Bytes; what is larger is not even looked at. A draft's own limit is lower, and says so."""


def serve(
    *flows: Path,
    port: int | None = None,
    host: str | None = None,
    data: Annotated[Path | None, Parameter(help="The folder for the database and uploads.")] = None,
    public_url: Annotated[str | None, Parameter(help="How visitors reach the server.")] = None,
    workers: Annotated[int | None, Parameter(help="Server processes; the embedded database allows one.")] = None,
) -> int:
    """Start the platform, with the flow files named published at /f/{file's stem}.

    Any importable format will do. A file with errors is refused with its problems; an unchanged
    file makes no new version.
    """
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        settings = read_settings(port=port, host=host, data=data, public_url=public_url, workers=workers)
        if settings.workers > 1:
            raise InvalidRequest(
                f"The embedded database is used by one process, not {settings.workers}.",
                fix="Leave --workers out; a database server for several is to come.",
            )
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve(settings, flows, console))
    except DialogKitError as error:
        console.print(f"[red]dialogkit:[/] {error.message}", error.fix)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


async def _serve(settings: Settings, files: tuple[Path, ...], console: Console) -> None:
    _tune()
    listening = _listen(settings)
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    platform = Platform(settings)
    await platform.open()
    worker = Worker(platform.timers)
    worker.start()
    try:
        slugs = await publish_files(platform.flows, files, console)
        await _introduce(platform, slugs, console)
        gc.freeze()
        await _server(platform, settings).serve([listening])
    finally:
        await worker.stop()
        await platform.close()
        listening.close()


def _tune() -> None:
    """Make the interpreter a server's.

    The thread that writes must not wait long for the one that talks; and the collector, which walks all
    conversations that are held, need not come every few turns.
    """
    sys.setswitchinterval(0.0005)
    gc.set_threshold(50_000, 50, 50)


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything else; raises `Unavailable` where somebody else has it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as fault:
        listening.close()
        busy = fault.errno == errno.EADDRINUSE
        fix = (
            "Another program has it; choose another with --port." if busy else "Choose another with --host and --port."
        )
        where = f"{settings.host}:{settings.port}"
        raise Unavailable(f"Cannot listen on {where}: {fault.strerror}.", fix=fix) from None
    listening.setblocking(False)
    return listening


class _Server(uvicorn.Server):
    """Stops when it is told to and returns, so that what is open is closed in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle signals while serving; unlike uvicorn, do not raise them again afterwards."""
        before = {one: signal.signal(one, self.handle_exit) for one in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)


def _server(platform: Platform, settings: Settings) -> _Server:
    config = uvicorn.Config(
        platform,
        loop="none",
        http=HttpProtocol,
        ws="websockets-sansio",
        ws_max_size=MAX_SOCKET_MESSAGE,
        lifespan="off",
        access_log=False,
        log_level=settings.log_level,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    return _Server(config)


async def _introduce(platform: Platform, slugs: list[str], console: Console) -> None:
    """Print where to go, and at the very first start the owner's key."""
    url = platform.settings.url
    key = await platform.organizations.ensure_owner_key()
    link = await platform.organizations.new_sign_in_link()
    console.print(f"[bold]DialogKit[/] is at {url}")
    console.print(f"  Builder, signed in as the owner:  {url}/sign-in?key={link}")
    for slug in slugs:
        console.print(f"  Chat:  {url}/f/{slug}")
    if key is not None:
        console.print("  Owner key for the API, shown this once:", key)
