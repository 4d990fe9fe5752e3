"""Photographs of every page and state, to be looked at; `python -m tools.screens` takes them."""
