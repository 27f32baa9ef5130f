"""The YAML of a family file, with the line that everything stands on: a message says where."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import yaml

from kb.errors import KBError

T = TypeVar("T")
_LONGEST = 200_000
"""Characters of a family file, at the most."""


class FamilyError(KBError):
    """A family file is not as kb.segment.family describes it; the message has file and line."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands after a key: a text, a list or a mapping of further ones, or nothing."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def wrong(self, what: str) -> FamilyError:
        """The error that `what` is wrong here."""
        return FamilyError(f"{self.file}, line {self.line}: {what}")

    @property
    def empty(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and self.node.tag.endswith(":null")

    def text(self) -> str:
        """The text, whatever YAML would make of it: `No` and `2022` are words here."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.wrong("a text is wanted here; put it into quotes if it is one")
        return str(self.node.value)

    def each(self) -> Iterator[Value]:
        """The items of a list."""
        if self.empty:
            return
        if not isinstance(self.node, yaml.SequenceNode):
            raise self.wrong("a list is wanted here, each line of it with a hyphen in front")
        yield from (Value(self.file, node) for node in self.node.value)

    def items(self) -> dict[str, Value]:
        """The keys of a mapping with their values, each once."""
        if self.empty:
            return {}
        if not isinstance(self.node, yaml.MappingNode):
            raise self.wrong("keys are wanted here, each with a colon after it")
        found: dict[str, Value] = {}
        for name, node in self.node.value:
            key = Value(self.file, name)
            if key.text() in found:
                raise key.wrong(f"{key.text()!r} stands here a second time; put the two together")
            found[key.text()] = Value(self.file, node)
        return found

    def made(self, make: Callable[[str], T]) -> T:
        """What `make` makes of the text; what is wrong with it is told with its place."""
        try:
            return make(self.text())
        except KBError as error:
            raise self.wrong(str(error)) from error


def read_yaml(file: str, text: str) -> Value:
    """The file's one value. Raises FamilyError for what is no YAML, or has nothing in it."""
    if len(text) > _LONGEST:
        raise FamilyError(f"{file}: has more than {_LONGEST:,} characters; it is no family file")
    try:
        node = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise FamilyError(f"{file}{line}: no YAML: {error.problem or error.context}") from error
    except RecursionError as error:
        raise FamilyError(f"{file}: is nested too deeply for a family file") from error
    except yaml.YAMLError as error:
        raise FamilyError(f"{file}: no YAML: {' '.join(str(error).split())}") from error
    if node is None:
        raise FamilyError(f"{file}: is empty; kb family new drafts a family file")
    return Value(file, node)


def known_keys(value: Value, known: Mapping[str, object] | frozenset[str], what: str) -> None:
    """Raises FamilyError for a key that is none of those known."""
    for key, found in value.items().items():
        if key not in known:
            names = ", ".join(sorted(known))
            raise found.wrong(f"there is no {what} {key!r}; there are {names}")
