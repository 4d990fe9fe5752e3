"""`python -m dialogkit` is `dialogkit`."""

from __future__ import annotations

from dialogkit.cli import main

if __name__ == "__main__":
    main()
