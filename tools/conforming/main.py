"""The command line of `tools/conformance`."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from tools.conforming.typebot import compare_folder

__all__ = ("main",)


def main(arguments: list[str]) -> int:
    """Compare a folder and print the result; exit 0 where every difference has a reason."""
    parser = argparse.ArgumentParser(
        prog="tools/conformance", description="Compare DialogKit with recorded conversations."
    )
    parser.add_argument("platform", choices=["typebot"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="print the whole result as JSON")
    chosen = parser.parse_args(arguments)
    if not any(chosen.folder.glob("*.json")):
        parser.error(f"{chosen.folder} holds no recordings")
    result = compare_folder(chosen.folder)
    if chosen.json:
        print(msgspec.json.format(msgspec.json.encode(result), indent=1).decode())
    else:
        for one in result.differences:
            print(f"{one.name} run {one.run} turn {one.turn}: expected {one.expected}, got {one.got}")
            if one.reason:
                print(f"  on purpose: {one.reason}")
        print(
            f"{result.equal} of {result.turns} turns are equal ({result.share:.1%}); "
            f"{result.deliberate} differ on purpose; "
            f"left out: {result.skipped_volatile} volatile, {result.skipped_after_difference} behind a difference"
        )
    return 0 if all(one.reason for one in result.differences) else 1
