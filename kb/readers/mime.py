"""MIME (RFC 2045): a message taken apart by the standard library, within limits."""

from __future__ import annotations

import email.policy
from email.message import Message
from email.parser import BytesParser
from typing import Any

from kb.errors import ReadError

NESTING = 30
"""How deep parts may lie in one another."""

ALL_PARTS = 5_000
"""How many parts of any kind a mail may have."""

LONGEST_FIELD = 20_000
"""In characters; the library takes a time that is quadratic in the length of a header's field."""

TOO_DEEP = "is a mail with too many mails in one another; save the newsletter as a file of its own"


class _Part(Message):
    """A part that knows how deep it lies; the library tells a part at once what lies in it.

    `others` are all parts of the message so far.
    """

    depth = 0
    others: list[Message]

    def attach(self, payload: Message) -> None:  # type: ignore[override]
        if isinstance(payload, _Part):
            payload.depth, payload.others = self.depth + 1, self.others
            self.others.append(payload)
            if payload.depth > NESTING:
                raise ReadError(TOO_DEEP)
            if len(self.others) > ALL_PARTS:
                raise ReadError(f"is a mail of more than {ALL_PARTS:,} parts; split it")
        super().attach(payload)

    def get_param(self, param: str, failobj: Any = None, *args: Any, **options: Any) -> Any:
        """A parameter of a field; as if it were not there where the library stumbles on it."""
        try:
            return super().get_param(param, failobj, *args, **options)
        except (TypeError, ValueError):  # "charset*=a; charset*1=b" cannot be put in order
            return failobj


class _Short(email.policy.Compat32):
    """Fields no longer than is usual. The newer policies parse them, and broken ones raise."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_FIELD]


def parsed(data: bytes) -> Message:
    """The message. Raises ReadError where its parts are too many or lie too deep."""

    def made(**options: Any) -> _Part:
        part = _Part(**options)
        part.others = []
        return part

    return BytesParser(made, policy=_Short()).parsebytes(data)
