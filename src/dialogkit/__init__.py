"""DialogKit: a platform for conversational flows.

An author draws a conversation, publishes it, and visitors hold it. What belongs together is in one package each; they
import one another downwards only (see `.importlinter`).
"""
