"""The project's own rules: what a reviewer would otherwise have to remember, checked by a machine.

One rule is one module with a `check` function; `python -m tools.lint` runs all of them over the repository.
A line may be excused with `# lint: RULE - why`; an excuse without a reason does not count.
"""
