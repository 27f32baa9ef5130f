"""The date of a reference, in the languages of references, at the precision that it states."""

from __future__ import annotations

import re
from calendar import monthrange

_MONTHS = {
    name: number
    for number, names in enumerate(
        """
        jan january januar jänner janvier enero gennaio
        feb february februar février febrero febbraio
        mar march märz maerz mrz mars marzo
        apr april avril abril aprile
        may mai mayo maggio
        jun june juni juin junio giugno
        jul july juli juillet julio luglio
        aug august août agosto
        sep sept september septembre septiembre settembre
        oct okt october oktober octobre octubre ottobre
        nov november novembre noviembre
        dec dez december dezember décembre diciembre dicembre
        """.strip().splitlines(),
        1,
    )
    for name in names.split()
}
YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d|21[0-4]\d)(?!\d)")
# 2021.12.31 / 2021-12 / 2021年12月31日 / 2021년 12월 / 2021/3
_NUMERIC = re.compile(
    r"(?<!\d)(?P<y>1[4-9]\d\d|20\d\d)\s?[.\-/年년]\s?(?P<m>1[0-2]|0?[1-9])"
    r"(?:\s?[.\-/月월]\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d))?(?!\d|\s?[-–]\d)"
)
# 31.12.2021
_GERMAN = re.compile(
    r"(?<!\d)(?P<d>3[01]|[12]\d|0?[1-9])\.\s?(?P<m>1[0-2]|0?[1-9])\.\s?(?P<y>1[4-9]\d\d|20\d\d)"
)
_NAMED = re.compile(
    rf"(?:(?<!\d)(?P<d1>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.)?\s*(?:of\s+)?)?"
    rf"\b(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
    r"(?:\s*(?P<d2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d))?",
    re.IGNORECASE,
)


def issued(text: str) -> str | None:
    """An ISO 8601 date, or None where no year is stated.

    >>> issued("(1998, März)"), issued("2021.12."), issued("2005年3月1日"), issued("[1998b]")
    ('1998-03', '2021-12', '2005-03-01', '1998')
    """
    for pattern in (_GERMAN, _NUMERIC):
        if match := pattern.search(text):
            return _iso(int(match["y"]), int(match["m"]), int(match["d"] or 0))
    years: list[str] = YEAR.findall(text)
    if not years:
        return None
    named = _NAMED.search(text)
    if not named:
        return years[0]
    day = int(named["d1"] or named["d2"] or 0)
    return _iso(int(years[0]), _MONTHS[named["m"].casefold()], day)


def _iso(year: int, month: int, day: int) -> str:
    if not day or day > monthrange(year, month)[1]:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}"
