#!/usr/bin/env python3
"""Run the whole test suite in one go, with a browser wherever one is to be had.

Chromium is taken from DIALOGKIT_CHROMIUM or the PATH; where this user may install Debian packages it is installed.
On a user's machine without one the browser tests are left out and one line says so; in CI that is a failure.
So is an absent folder of foreign flows there, which the importers and the engine are tested against.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"


def find_chromium() -> str | None:
    """Return the path of a Chromium on this machine."""
    named = os.environ.get("DIALOGKIT_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return found or (MAC if os.path.exists(MAC) else None)


def install_chromium() -> str | None:
    """Install Chromium from the distribution where that is allowed, and return its path."""
    if not (shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0):
        return None
    print("Installing Chromium for the browser tests", flush=True)
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"],
    ):
        if subprocess.run(command, env=quietly, stdout=subprocess.DEVNULL, check=False).returncode:
            return None
    return find_chromium()


def find_corpus() -> Path | None:
    """Return the folder of foreign flows, which is not part of the repository."""
    folder = Path(os.environ.get("DIALOGKIT_CORPUS") or ROOT.parent / "shared" / "corpus")
    return folder if folder.is_dir() else None


def main(arguments: list[str]) -> int:
    """Run pytest over everything that can run here and return its exit code."""
    in_ci = bool(os.environ.get("CI"))
    chromium = find_chromium() or install_chromium()
    missing = [what for what, found in (("Chromium", chromium), ("the corpus", find_corpus())) if not found]
    if in_ci and missing:
        print(f"CI needs {' and '.join(missing)}")
        return 1
    command = [sys.executable, "-m", "pytest", *arguments]
    if not chromium:
        command += ["-m", "not browser"]
    environment = {**os.environ, "DIALOGKIT_CHROMIUM": chromium or ""}
    code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if missing:
        print(f"Left out, for want of {' and '.join(missing)}: the tests that need it")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
