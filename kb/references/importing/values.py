"""Values as bibliographic files write them, to values of CSL-JSON."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from kb.dates import find_date, parse_date
from kb.folding import squeeze
from kb.references.csl import date_to_csl
from kb.references.importing.entry import Item

# "10.1016/j.puhe.2015.01.018", bare, behind "doi:" or as an address
_DOI = re.compile(r"\b(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;])")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
# "2007 Nov 09", "2015 May-Jun", "2015 May"
_YEAR_FIRST = re.compile(
    r"((?:1[0-9]|20|21)\d\d),?\s+([A-Za-z]{3})[a-z]*\.?(?:\s*[-/]\s*([A-Za-z]{3})[a-z]*)?"
    r"(?:\s+(\d{1,2}))?(?!\d)"
)
# "Apr 2019", "June 2001"
_MONTH_FIRST = re.compile(r"([A-Za-z]{3})[a-z]*\.?,?\s+((?:1[0-9]|20|21)\d\d)")
# "2014/06/01/", "2010///", "2014-6-1", "20150303"
_NUMBERS = re.compile(r"(\d{4})[/-](\d{0,2})[/-](\d{0,2})(?:/.*)?|(\d{4})(\d\d)(\d\d)")
_ISO_INTERVAL = re.compile(r"\d{4}(?:-\d\d){0,2}/\d{4}(?:-\d\d){0,2}")
_YEAR = re.compile(r"(?<!\d)(?:1[0-9]|20|21)\d\d(?!\d)")
# "475-82", "S12-9", "330--339", "12–19"
_RANGE = re.compile(r"([A-Za-z]*)(\d+)\s*[-‐-―−]+\s*([A-Za-z]*)(\d+)")
_DASHES = re.compile(r"(?<=[\w.)])\s*(?:-{2,}|[‐-―−])\s*(?=\w)")
_ISBN = re.compile(r"(?:97[89][-\s]?)?\d[\d\s-]{7,14}[\dXx]")
_ISSN = re.compile(r"\b\d{4}-?\d{3}[\dXx]\b")


def put(item: Item, name: str, value: Any) -> None:
    """Sets a variable that is not set yet, where there is a value."""
    if value not in (None, "", [], {}) and name not in item:
        item[name] = value


def add_names(item: Item, role: str, names: Iterable[Item | None]) -> None:
    """Adds names to a role's list."""
    found = [name for name in names if name]
    if found:
        item.setdefault(role, []).extend(found)


def joined(values: Iterable[str], separator: str = "; ") -> str | None:
    """The values that are not empty, each once, in their order."""
    return separator.join(dict.fromkeys(filter(None, map(squeeze, values)))) or None


def date(text: str | None) -> dict[str, Any] | None:
    """The CSL date that a text states; a text without a year is a literal.

    >>> date("2007 Nov 09"), date("2010///"), date("n.d.")
    ({'date-parts': [[2007, 11, 9]]}, {'date-parts': [[2010]]}, {'literal': 'n.d.'})
    """
    text = squeeze(text or "")
    if not text:
        return None
    if _ISO_INTERVAL.fullmatch(text):
        return date_to_csl(text)
    for reading in (_by_numbers, _by_words, parse_date, _season, find_date):
        if found := reading(text):
            return date_to_csl(found) if isinstance(found, str) else found
    if year := _YEAR.search(text):
        return date_to_csl(year.group())
    return {"literal": text}


def _by_numbers(text: str) -> str | None:
    match = _NUMBERS.fullmatch(text)
    if not match:
        return None
    year, month, day = match.groups()[:3] if match[1] else match.groups()[3:]
    return iso(year, month, day)


def _by_words(text: str) -> str | None:
    if match := _YEAR_FIRST.match(text):
        year, first, last, day = match.groups()
        start = iso(year, first, day)
        end = iso(year, last, None) if last else None
        return f"{start}/{end}" if end and start and len(end) == len(start) == 7 else start
    if match := _MONTH_FIRST.fullmatch(text):
        return iso(match[2], match[1], None)
    return None


def _season(text: str) -> dict[str, Any] | None:
    """ "Spring 2010", "2010 Spring"."""
    year = _YEAR.search(text)
    season = next((n for word, n in _SEASONS.items() if word in text.casefold()), None)
    return {**date_to_csl(year.group()), "season": season} if year and season else None


def iso(year: str | None, month: str | None, day: str | None) -> str | None:
    """An ISO 8601 date of its parts, as precise as they are sound; months may be words."""
    if not year or not year.isdecimal() or len(year) != 4:
        return None
    number = month_number(month)
    if not number:
        return year
    if not day or not day.isdecimal() or not 1 <= int(day) <= 31:
        return f"{year}-{number:02}"
    return f"{year}-{number:02}-{int(day):02}"


def month_number(month: str | None) -> int | None:
    """ "11", "Nov", "november" and "nov." are 11."""
    month = (month or "").strip().casefold()
    if month.isdecimal():
        return int(month) if 1 <= int(month) <= 12 else None
    return _MONTHS.index(month[:3]) + 1 if month[:3] in _MONTHS else None


def doi(text: str | None) -> str | None:
    """The DOI that stands in a text.

    >>> doi("https://doi.org/10.1016/j.puhe.2015.01.018")
    '10.1016/j.puhe.2015.01.018'
    """
    match = _DOI.search(text or "")
    return match.group(1) if match else None


def page(text: str | None) -> str | None:
    """Pages as CSL has them, a hyphen between first and last: "330--339" is "330-339"."""
    return _DASHES.sub("-", squeeze(text or "")) or None


def full_range(text: str | None) -> str | None:
    """MEDLINE leaves out what the last page shares with the first: "475-82" is "475-482"."""
    match = _RANGE.fullmatch(squeeze(text or ""))
    if not match:
        return page(text)
    prefix, first, second, last = match.groups()
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{prefix}{first}-{second or prefix}{last}"


def pages(first: str | None, last: str | None) -> str | None:
    """A first and a last page; the first may be a range of its own, and then the last is in it."""
    first, last = page(first), page(last)
    if first and last and first != last and "-" not in first:
        return f"{first}-{last}"
    return first or last


def isbn(text: str | None) -> str | None:
    """The first ISBN of a text, with its hyphens."""
    for match in _ISBN.finditer(text or ""):
        if len(re.sub(r"[\s-]", "", match.group())) in (10, 13):
            return match.group()
    return None


def issn(text: str | None) -> str | None:
    """The first ISSN of a text, with its hyphen."""
    match = _ISSN.search(text or "")
    if not match:
        return None
    digits = match.group().replace("-", "")
    return f"{digits[:4]}-{digits[4:]}"


def standard_number(item: Item, text: str | None) -> None:
    """Puts ISBN and ISSN, told apart by their length; what is neither is left out."""
    put(item, "ISBN", isbn(text))
    if "ISBN" not in item:
        put(item, "ISSN", issn(text))


def plain(text: str | None) -> str | None:
    """One line, composed characters (NFC), None where nothing is left."""
    return squeeze(unicodedata.normalize("NFC", text or "")) or None


def title(text: str | None) -> str | None:
    """A title on one line without the full stop that closes it in catalogues."""
    text = plain(text)
    if text and text.endswith(".") and not text.endswith("..") and text.count(".") == 1:
        return text[:-1].rstrip()
    return text
