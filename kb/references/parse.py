"""PARSE: a reference string to a record: tokens, labels, spans, fields, record.

`parse` is the whole path. The labels are a trained model's; identifiers, and a year that the model
missed, are found by rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kb.folding import squeeze
from kb.model import Name, Record
from kb.references.cleaning import clean, number
from kb.references.csl import names_to_csl
from kb.references.kinds import Evidence, kind
from kb.references.people import people
from kb.references.spans import Span, spans
from kb.references.tagging.features import features
from kb.references.tagging.model import load
from kb.references.tokens import tokenize
from kb.references.when import YEAR, issued

DOI = re.compile(r"10\.\d{4,9}/[^\s<>\"“”「」『』，。；]*[^\s<>\"“”「」『』，。；.,;:)\]]")
URL = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”「」『』（）［］，。；]*[^\s<>\"“”「」『』（）［］，。；.,;:)\]]",
    re.I,
)
ISBN = re.compile(r"\bISBN(?:-1[03])?:?\s*(?P<isbn>(?:97[89][\s-]?)?\d[\d\s-]{7,14}[\dXx])")
_VARIABLES = {
    "title": "title",
    "container": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "publisher": "publisher",
    "place": "publisher_place",
}
_PEOPLE = ("author", "editor", "translator")
_OTHER = {"series": "collection-title", "edition": "edition", "genre": "genre"}
# Müller, K. (Hrsg.) / Smith, J., eds. / 王五主编
_EDITS = re.compile(
    r"[(\[（]\s?(?:eds?|hrsg|hgg?|편저?|编|編)\.?\s?[)\]）]?\s*$|"
    r"[,\s](?:eds?\.|editors?|hrsg\.)\s*$|(?:主编|主編|[가-힣]\s(?:편|엮음))\s*$",
    re.IGNORECASE,
)
# 111, 468: the volume and the issue in one span
_BOTH = re.compile(
    r"(?P<volume>\w+)\s?[,(/:]\s?(?:no\.?\s?)?(?P<issue>\d[\w\-]*)\)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Field:
    """What a place in the string says: a CSL variable, `text[start:end]`, and how sure that is.

    `confidence` is the mean probability of the labels of the span's tokens, from 0 to 1; 1 for what
    a rule finds.
    """

    name: str
    value: str | tuple[Name, ...]
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """A record with the places of its fields, and what of the string is in none of them."""

    record: Record
    fields: tuple[Field, ...]
    rest: tuple[Field, ...]

    @property
    def confidence(self) -> float:
        """The mean of the fields' confidences, by the lengths of their spans."""
        total = sum(f.end - f.start for f in self.fields)
        return sum(f.confidence * (f.end - f.start) for f in self.fields) / total if total else 0.0


def parse(text: str) -> Parsed:
    """The record of a reference string; an empty one where nothing is found."""
    tokens = tokenize(text)
    found = spans(tokens, load("fields").tag(features(tokens)))
    fields: dict[str, Field] = {f.name: f for f in _identifiers(text)}
    rest: list[Field] = []
    for span in found:
        field = _field(text, span)
        if field is None:
            continue
        if field.name == "rest" or field.name in fields:
            rest.append(field)
        else:
            fields[field.name] = field
    _year(text, fields)
    ordered = tuple(sorted(fields.values(), key=lambda f: f.start))
    return Parsed(_record(text, ordered, rest), ordered, tuple(rest))


def _identifiers(text: str) -> list[Field]:
    """DOI, address and ISBN, which need no model."""
    found = []
    doi = DOI.search(text)
    if doi:
        found.append(Field("DOI", doi.group(), doi.start(), doi.end(), 1.0))
    url = next((m for m in URL.finditer(text) if "doi.org/10." not in m.group()), None)
    if url:
        found.append(Field("URL", url.group(), url.start(), url.end(), 1.0))
    isbn = ISBN.search(text)
    if isbn:
        found.append(Field("ISBN", isbn["isbn"], isbn.start(), isbn.end(), 1.0))
    return found


def _field(text: str, span: Span) -> Field | None:
    """The field that a span gives, or what is left over; None where nothing but marks is in it."""
    label, start, end, confidence = span
    while start < end and not text[start].isalnum() and text[start] in " \t.,;:，。；：":
        start += 1
    while end > start and text[end - 1] in " \t,;:，；：":
        end -= 1
    piece = text[start:end]
    value: str | tuple[Name, ...] | None
    name = label
    if label in _PEOPLE:
        value = people(piece)
        name = "editor" if label == "author" and _EDITS.search(piece) else label
    elif label == "date":
        value, name = issued(piece), "issued"
    elif label in _VARIABLES:
        value, name = clean(label, piece), _VARIABLES[label]
    elif label in _OTHER:
        value, name = clean(label, piece), _OTHER[label]
    elif label in ("ident", "url"):
        return None
    elif label == "number":
        value, name = clean(label, piece), "citation-number"
    else:
        value = clean("note", piece)
        name = "rest"
    if not value:
        value, name = squeeze(piece), "rest"
    return Field(name, value, start, end, confidence) if any(c.isalnum() for c in piece) else None


def _year(text: str, fields: dict[str, Field]) -> None:
    """The year that the model missed: the first one outside the other fields."""
    if "issued" in fields:
        return
    for match in YEAR.finditer(text):
        if not any(f.start < match.end() and match.start() < f.end for f in fields.values()):
            fields["issued"] = Field("issued", match.group(), match.start(), match.end(), 0.5)
            return


def _record(text: str, fields: Sequence[Field], rest: Sequence[Field]) -> Record:
    """The CSL record of the fields; what is left over becomes the note."""
    values: dict[str, Any] = {f.name: f.value for f in fields}
    values.pop(
        "citation-number", None
    )  # it counts the strings of a list, and is none of the work's
    other: dict[str, Any] = {name: values.pop(name) for name in _OTHER.values() if name in values}
    if translators := values.pop("translator", None):
        other["translator"] = names_to_csl(translators)
    note = "; ".join(str(f.value) for f in rest if isinstance(f.value, str))
    record = _volume(Record(**values, note=note or None, other=other))
    if not fields:
        return Record(note=record.note)
    evidence = Evidence(text, other.get("genre", ""), bool(_OPENS_IN.search(text)))
    return replace(record, type=kind(record, evidence))


_OPENS_IN = re.compile(r"[.,:?!”\"'’)]\s*[Ii]n\b\s?:?\s")


def _volume(record: Record) -> Record:
    """Volume and issue that one span held are two."""
    if bool(record.volume) == bool(record.issue):
        return record
    match = _BOTH.fullmatch(record.volume or record.issue or "")
    if not match:
        return record
    return replace(record, volume=match["volume"], issue=number(match["issue"]))
