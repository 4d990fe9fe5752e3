"""What runs inside a script process; it imports next to nothing, so that it stays small.

`dialogkit.adapters.scripts` starts such processes and talks to them.
"""
