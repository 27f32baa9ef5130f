"""Flags: words of a text that cannot be trusted, each with its evidence and, where one can be
argued for, a
proposed reading. The text itself is never changed.

A rule reads an article and yields findings; each module lists its own in RULES. Rules that ordinary
English could set off act only in issues that show they were translated by a machine.
"""
