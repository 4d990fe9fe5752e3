"""What is derived from the code: schema, TypeScript types and reference pages.

A generator is a module with `files()`, which returns the text of each file it is responsible for. `python -m
tools.generate` writes them, `--check` fails when one is out of date. Nobody edits them by hand.
"""
