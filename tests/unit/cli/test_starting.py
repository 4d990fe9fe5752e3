"""The command line starts fast, because it loads only what a verb needs."""

import subprocess
import sys
from pathlib import Path

FLOW = Path(__file__).resolve().parents[3] / "examples" / "quiz" / "flow.yaml"
HEAVY = ("cyclopts", "rich", "markdown_it", "httpx2", "starlette", "uvicorn", "cryptography")

PROGRAM = f"""
import sys
from dialogkit.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print([name for name in {HEAVY!r} if name in sys.modules])
"""


def test_a_check_of_files_loads_neither_the_reader_of_options_nor_the_server() -> None:
    command = [sys.executable, "-c", PROGRAM, "check", str(FLOW)]

    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert run.stdout.splitlines()[-2:] == ["1 flow, 0 errors, 0 warnings", "[]"]
