"""Rules: lines that are drawn with signs, between the parts of an issue or under its titles."""

from __future__ import annotations

import re

from kb.segment.family import Family
from kb.segment.line import Lines, claim

SIGNS = r"\-–—_=~*#+.·•<>^|:/\\‐‑‒―…☆★※\u2500-\u25ff"  # lines, blocks, shapes
# ------- / . . . . . / <><><> / =-=-=- / ━━━━━
_RULE = re.compile(rf"[{SIGNS}](?:\s?[{SIGNS}]){{2,}}|[*]+(?:\s[*]+){{2,}}")
# - end - / ### end ###
_END = re.compile(rf"[{SIGNS}]{{1,5}}\s?(?:end|fin|끝)\s?[{SIGNS}]{{1,5}}", re.IGNORECASE)


def rules(lines: Lines, family: Family) -> Lines:
    """Lines that are drawn, and the marks at the end of an article."""
    drawn = (i for i, ln in enumerate(lines) if ln.free and is_rule(ln.text))
    return claim(lines, "rule", drawn)


def is_rule(text: str) -> bool:
    """Whether a line is drawn with signs: "-----", ". . . . .", "- end -"."""
    return bool(_RULE.fullmatch(text) or _END.fullmatch(text))


def form_of(text: str) -> str:
    """Which signs a rule is drawn with."""
    return "".join(sorted(set(text.strip())))


def free_between(lines: Lines, first: int, last: int) -> list[int]:
    """The indexes from `first` to `last`, both included, of lines that nothing has claimed."""
    return [i for i in range(first, last + 1) if lines[i].free]
