"""Photograph every page and state into docs/screens.

    python -m tools.screens            all of them
    python -m tools.screens results    those whose name holds a word

Every module of this package with a function `scenes` adds its own: it starts what it needs, yields its shots with
what a signed-in browser remembers, and stops it again.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, sync_playwright

import tools.screens
from tools.run_tests import ROOT, find_chromium
from tools.screens.shot import DESKTOP, PHONE, Scheme, Shot, Size

FOLDER = ROOT / "docs" / "screens"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]


def main(words: list[str]) -> int:
    """Take the photographs whose names hold one of `words`, or all."""
    chromium = find_chromium()
    if chromium is None:
        print("There is no Chromium on this machine: name one in DIALOGKIT_CHROMIUM")
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for module in _modules():
            for shot, state in module.scenes(browser):
                if not words or any(word in shot.name for word in words):
                    for path in _take(browser, shot, state):
                        print(path.relative_to(ROOT), flush=True)
        browser.close()
    return 0


def _modules() -> Iterator[Any]:
    for found in pkgutil.iter_modules(tools.screens.__path__):
        module = importlib.import_module(f"tools.screens.{found.name}") if found.name != "__main__" else None
        if hasattr(module, "scenes"):
            yield module


def _take(browser: Browser, shot: Shot, state: Any) -> Iterator[Path]:
    remembered = state if shot.signed_in else None
    for scheme in shot.schemes:
        context = _context(browser, remembered, scheme, DESKTOP)
        yield _photograph(context, shot, "-dark" if scheme == "dark" else "")
    if shot.phone:
        yield _photograph(_context(browser, remembered, "light", PHONE), shot, "-phone")


def _context(browser: Browser, state: Any, scheme: Scheme, size: Size) -> BrowserContext:
    return browser.new_context(
        storage_state=state,
        color_scheme=scheme,
        viewport={"width": size[0], "height": size[1]},
        reduced_motion="reduce",
        locale="en-GB",
    )


def _photograph(context: BrowserContext, shot: Shot, suffix: str) -> Path:
    page = context.new_page()
    page.goto(shot.url)
    page.wait_for_load_state("networkidle")
    page.get_by_role("status", name="Loading").first.wait_for(state="hidden")
    shot.act(page)
    page.wait_for_timeout(shot.seconds * 1000)
    path = FOLDER / f"{shot.name}{suffix}.png"
    page.screenshot(path=path)
    context.close()
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
