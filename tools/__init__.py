"""The project's own tools: its linter, its generators, its web build. None of them is part of the product."""
