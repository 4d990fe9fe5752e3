"""Drives the builder as a person does, and watches for what a person would not see."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.server import Server

__all__ = ("Builder", "Faults", "sign_in", "violations")

# The pages speak with a real server, which shares a small machine with the browser.
expect.set_options(timeout=15_000)

AXE = Path(__file__).resolve().parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"


class Faults(list[str]):
    """What the page's console and its content policy complained of."""

    def watch(self, page: Page) -> None:
        """Collect every error from now on; an answer of 4xx that a test asks for is no fault of the page."""
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on(
            "console",
            lambda said: (
                self.append(said.text) if said.type == "error" and "Failed to load resource" not in said.text else None
            ),
        )


def sign_in(browser: Browser, server: Server) -> Any:
    """Follow the printed link once, and return what the browser remembers of it."""
    context = browser.new_context()
    page = context.new_page()
    # The link names the host of the settings; a cookie belongs to the host it was given for.
    page.goto(server.link.replace("//localhost:", "//127.0.0.1:"))
    page.wait_for_url("**/flows")
    remembered = context.storage_state()
    context.close()
    return remembered


class Builder:
    """A signed-in browser on a server."""

    def __init__(self, context: BrowserContext, server: Server) -> None:
        self.server = server
        self.page = context.new_page()
        self.faults = Faults()
        self.faults.watch(self.page)

    def open(self, path: str) -> Page:
        """Go to a page and wait until it is more than its skeleton."""
        self.page.goto(self.server.url + path)
        expect(self.page.locator("main#page")).to_be_visible()
        expect(self.page.get_by_role("status", name="Loading")).to_have_count(0)
        self.page.wait_for_load_state("networkidle")
        return self.page


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line each."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'] })")
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
        for one in found["violations"]
        for node in one["nodes"]
    ]
