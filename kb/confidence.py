"""When a name that a text says counts as found."""

from __future__ import annotations

CONFIDENT = 0.6
"""The confidence from which on it does; others wait for a librarian."""
