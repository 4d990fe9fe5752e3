"""Asks axe-core about a page, shadow roots included."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

__all__ = ("complaints",)

AXE = Path(__file__).resolve().parents[3] / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page: Page) -> list[str]:
    """Return what axe finds wrong, one line for each element."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    found: list[dict[str, object]] = page.evaluate(
        """async (tags) => {
            const { violations } = await axe.run(document, {
                runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
            });
            return violations.flatMap(({ id, nodes }) => nodes.map((node) => ({ id, html: node.html,
                why: node.any.concat(node.all, node.none).map((check) => check.message).join("; ") })));
        }""",
        TAGS,
    )
    return [f"{one['id']}: {one['html']} ({one['why']})" for one in found]
