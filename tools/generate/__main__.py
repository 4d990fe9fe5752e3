"""Write what is derived, or with `--check` fail when something derived is out of date."""

import sys
from difflib import unified_diff
from pathlib import Path

from tools.generate import api, blocks, commands, errors, flow_format, problems, references, schema, settings

ROOT = Path(__file__).resolve().parent.parent.parent
GENERATORS = (api, blocks, commands, errors, flow_format, problems, references, schema, settings)
SHOWN = 40


def main(arguments: list[str]) -> int:
    """Write or check every generated file; return the exit code."""
    wanted = {path: text for generator in GENERATORS for path, text in generator.files().items()}
    stale = {path: text for path, text in wanted.items() if _present(path) != text}
    if "--check" not in arguments:
        for path, text in stale.items():
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8")
            print(f"written: {path}")
        return 0
    for path, text in stale.items():
        changes = unified_diff(
            _present(path).splitlines(), text.splitlines(), path, "as it should be", lineterm="", n=1
        )
        print("\n".join(list(changes)[:SHOWN]))
    print(f"generated files: {len(wanted)}, out of date: {len(stale)}" + (" (run: make generate)" if stale else ""))
    return 1 if stale else 0


def _present(path: str) -> str:
    file = ROOT / path
    return file.read_text(encoding="utf-8") if file.is_file() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
