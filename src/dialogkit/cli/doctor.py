"""`dialogkit doctor`: is this machine, and this data folder, fit for use?"""

from __future__ import annotations

import asyncio
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

import dialogkit
from dialogkit.cli.terminal import counted, paint, print_json, working
from dialogkit.kit import Unavailable
from dialogkit.settings import read_settings

__all__ = ("Finding", "doctor", "examine")

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37, 0)
ENOUGH_SPACE = 500_000_000
ASSETS = ("builder/index.html", "widget/embed.js", "widget/widget.js", "widget/page.js")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What one look brought."""

    check: str
    state: Literal["ok", "warning", "error"]
    message: str
    fix: str = ""


def doctor(*, data: Path | None = None, json: bool = False) -> int:
    """Look whether this machine and a data folder are fit for use. Exit code 1 where something is not.

    Parameters
    ----------
    data: Path
        The data folder; without it, the one that serve would use.
    json: bool
        Print the findings as one JSON list.
    """
    folder = read_settings(data=data).data
    with working("Looking"):
        findings = list(examine(folder))
    if json:
        print_json([msgspec.to_builtins(finding) for finding in findings])
    else:
        _print(findings)
    return 1 if any(finding.state == "error" for finding in findings) else 0


def examine(folder: Path) -> Iterator[Finding]:
    """Yield what is found on this machine and in `folder`."""
    looks: tuple[Callable[[], Iterator[Finding]], ...] = (_python, _sqlite, _assets, _time_zones, _sandbox)
    for look in looks:
        yield from look()
    yield from _data_folder(folder)


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    fits = sys.version_info >= OLDEST_PYTHON
    fix = "" if fits else "Install Python 3.11 or newer."
    yield Finding(check="python", state="ok" if fits else "error", message=f"Python {version}", fix=fix)


def _sqlite() -> Iterator[Finding]:
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        words = f"SQLite {version} is too old"
        yield Finding(check="sqlite", state="error", message=words, fix="Use a Python with SQLite 3.37 or newer.")
        return
    with sqlite3.connect(":memory:") as connection:
        wipes = connection.execute("PRAGMA secure_delete = ON").fetchone()
    connection.close()
    if wipes == (1,):
        yield Finding(check="sqlite", state="ok", message=f"SQLite {version} wipes what is deleted")
    else:
        fix = "Use a build of SQLite with secure_delete."
        yield Finding(check="sqlite", state="error", message=f"SQLite {version} cannot wipe what is deleted", fix=fix)


def _assets() -> Iterator[Finding]:
    static = Path(dialogkit.__file__).parent / "static"
    missing = [name for name in ASSETS if not (static / name).is_file()]
    if missing:
        words = f"{counted(len(missing), 'file')} of the web missing: {', '.join(missing)}"
        fix = "Install the wheel, or run `make web` in a clone."
        yield Finding(check="web", state="error", message=words, fix=fix)
    else:
        yield Finding(check="web", state="ok", message="the builder and the widget are there")


def _time_zones() -> Iterator[Finding]:
    try:
        ZoneInfo("Europe/Berlin")
    except ZoneInfoNotFoundError:
        yield Finding(check="time zones", state="error", message="there are none", fix="Install the package tzdata.")
    else:
        yield Finding(check="time zones", state="ok", message="they are known")


def _sandbox() -> Iterator[Finding]:
    try:
        value = asyncio.run(_run_script())
    except OSError as fault:
        yield Finding(check="sandbox", state="error", message=f"scripts cannot run: {fault}", fix="Allow processes.")
        return
    if value == 42:
        yield Finding(check="sandbox", state="ok", message="scripts run, confined in a process of their own")
    else:
        fix = "Look at what this machine allows its processes; flows without scripts work all the same."
        yield Finding(check="sandbox", state="error", message=f"a script went wrong: {value}", fix=fix)


async def _run_script() -> object:
    from dialogkit.adapters.scripts import ScriptPool

    pool = ScriptPool(size=1)
    try:
        result = await pool.run("return 6 * 7", arguments={}, now=datetime.now(UTC), seed=0)
    finally:
        await pool.close()
    return result.value if not result.error else f"{result.error} {result.message}"


def _data_folder(folder: Path) -> Iterator[Finding]:
    if not folder.exists():
        words = f"{folder} is not there yet; serve will make it"
        yield Finding(check="data folder", state="ok", message=words)
        return
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        fix = "Give the folder to the user that runs DialogKit."
        yield Finding(check="data folder", state="error", message=f"{folder} cannot be written", fix=fix)
        return
    yield from _permissions(folder)
    yield _lock(folder)
    free = shutil.disk_usage(folder).free
    state: Literal["ok", "warning"] = "ok" if free > ENOUGH_SPACE else "warning"
    fix = "" if state == "ok" else "Make room before the disk is full."
    yield Finding(check="disk", state=state, message=f"{free / 1e9:.1f} GB are free", fix=fix)


def _permissions(folder: Path) -> Iterator[Finding]:
    open_to_others = [
        path.name
        for path in (folder, *folder.iterdir())
        if stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXO | stat.S_IWGRP)
    ]
    # A folder that others cannot enter hides whatever its files allow.
    if folder.stat().st_mode & stat.S_IRWXO and open_to_others:
        words = f"others on this machine can reach {', '.join(open_to_others[:5])}"
        yield Finding(check="permissions", state="warning", message=words, fix=f"chmod -R go-rwx {folder}")
    else:
        yield Finding(check="permissions", state="ok", message=f"{folder} is closed to others")


def _lock(folder: Path) -> Finding:
    from dialogkit.storage.folder_lock import FolderLock

    lock = FolderLock(folder)
    try:
        lock.acquire()
    except Unavailable as fault:
        return Finding(check="lock", state="ok", message=fault.message)
    except OSError as fault:
        return Finding(check="lock", state="error", message=f"the lock cannot be taken: {fault.strerror}")
    lock.release()
    return Finding(check="lock", state="ok", message="no server runs on it")


def _print(findings: list[Finding]) -> None:
    marks = {"ok": paint("✓", "green"), "warning": paint("!", "yellow"), "error": paint("✗", "red")}
    for finding in findings:
        print(f"{marks[finding.state]} {finding.check}: {finding.message}")
        if finding.fix:
            print(f"    {paint(finding.fix, 'dim')}")
