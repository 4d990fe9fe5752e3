"""Write the locks in `requirements/`: `make lock`, or `make upgrade` for the newest versions.

Without `--upgrade` every version stays that can: what `pyproject.toml` newly asks for is added, and what it no longer
asks for goes. The locks name every package with its hashes and no address, so that pip takes them from wherever the
machine does.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-header", "--no-annotate"),
)
RUN, BUILD, DEV = "requirements/run.txt", "requirements/build.txt", "requirements/dev.txt"
LOCKS = (
    ("pyproject.toml", "-o", RUN),
    ("--group", "build", "-c", RUN, "-o", BUILD),
    ("pyproject.toml", "--group", "dev", "-c", RUN, "-c", BUILD, "-o", DEV),
)


def main(arguments: list[str]) -> int:
    """Write the three locks, each held to the versions of those before it."""
    if arguments not in ([], ["--upgrade"]):
        sys.stderr.write(__doc__ or "")
        return 2
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for lock in LOCKS:
        subprocess.run([*COMPILE, *arguments, *lock], cwd=ROOT, env={**os.environ, "PATH": path}, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
