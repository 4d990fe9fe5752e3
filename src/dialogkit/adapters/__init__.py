"""The outside world behind the kit's ports: clock, outbound HTTP, scripts.

Import the adapter wanted from its own module, so that starting up loads no more than it uses.
"""
