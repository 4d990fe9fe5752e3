"""`dialogkit serve`: the whole platform in one process."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Annotated

import uvicorn
import uvloop
from cyclopts import Parameter
from rich.console import Console

from dialogkit.app import Platform
from dialogkit.document import Severity
from dialogkit.flows import FlowHasProblems
from dialogkit.interop import read_any
from dialogkit.kit import DialogKitError, InvalidRequest
from dialogkit.organizations import HOME
from dialogkit.settings import Settings, read_settings
from dialogkit.worker import Worker

__all__ = ("serve", "slug_of")

DRAIN_SECONDS = 10


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
    logging.basicConfig(level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    platform = Platform(settings)
    await platform.open()
    worker = Worker(platform.timers)
    worker.start()
    try:
        slugs = [await _publish(platform, file, console) for file in files]
        await _introduce(platform, [slug for slug in slugs if slug], console)
        await _server(platform, settings).serve()
    finally:
        await worker.stop()
        await platform.close()


def _server(platform: Platform, settings: Settings) -> uvicorn.Server:
    config = uvicorn.Config(
        platform,
        host=settings.host,
        port=settings.port,
        loop="none",
        http="httptools",
        lifespan="off",
        access_log=False,
        log_level=settings.log_level,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )
    return uvicorn.Server(config)


async def _publish(platform: Platform, file: Path, console: Console) -> str | None:
    """Publish one file; return its slug, None where it was refused."""
    slug = slug_of(file)
    try:
        imported = read_any(file.read_bytes(), file.name)
        await platform.flows.publish_file(HOME, imported.flow, slug)
    except FlowHasProblems as refused:
        console.print(f"[red]{file} is not published:[/] {refused.message}")
        for problem in refused.problems:
            if problem.severity is Severity.ERROR:
                where = " ".join(part for part in (problem.node, problem.block, problem.field) if part)
                console.print(f"  {problem.code} at {where or 'the flow'}: {problem.message} {problem.fix}")
        return None
    except OSError as fault:
        console.print(f"[red]{file} is not published:[/] {fault.strerror}.")
        return None
    except DialogKitError as error:
        console.print(f"[red]{file} is not published:[/] {error.message} {error.fix}")
        return None
    return slug


def slug_of(file: Path) -> str:
    """Return the address a flow file is published under: its stem, or its folder's name for `flow.yaml`."""
    stem = file.stem if file.stem != "flow" else file.resolve().parent.name
    return "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in stem.lower()).split())


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
