"""Every rule over one article: its flags, and which of its amounts they make suspect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kb.annotate.amounts import Spotted
from kb.annotate.flags import counts, dates, money, wording
from kb.annotate.flags.reading import Context, Finding, Reading, Rule, body_of
from kb.annotate.text import Text
from kb.model import Amount, Flag

RULES: tuple[Rule, ...] = (*dates.RULES, *counts.RULES, *money.RULES, *wording.RULES)


def flags(
    text: Text, amounts: Sequence[Spotted], issued: str | None, context: Context
) -> tuple[list[Flag], list[Amount]]:
    """The flags of an article, and its amounts, those that a flag touches marked as suspect."""
    reading = Reading(text, amounts, issued, context, body_of(text))
    kept: list[Finding] = []
    for rule in RULES:
        for found in rule(reading):
            if not any(k.start < found.end and found.start < k.end for k in kept):
                kept.append(found)
    kept.sort(key=lambda found: found.start)
    return [_flag(text, found) for found in kept], [_judged(one, kept) for one in amounts]


def _flag(text: Text, found: Finding) -> Flag:
    evidence = text.surface(found.start, found.end).strip()
    line = text.line(found.start)
    return Flag(found.code, line, evidence, found.confidence, found.proposed, found.argument)


def _judged(spotted: Spotted, found: Sequence[Finding]) -> Amount:
    """An amount, with the code of the flag that its words lie in."""
    touching = (f.code for f in found if f.start < spotted.end and spotted.start < f.end)
    return replace(spotted.amount, suspect=next(touching, None))
