"""The words of the pages in the visitor's language: GNU gettext, dates and numbers by CLDR."""

from __future__ import annotations

from datetime import date as Day
from datetime import time as Time
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from kb.web.preferences import current
from kb.wording import Wording

CATALOGUES = Path(__file__).with_name("locale")
# Dates as they are written where the newsletters are read: "29 March 2022", not "March 29, 2022".
LOCALES = {"en": "en_GB", "ko": "ko_KR"}


def gettext(message: str) -> str:
    """The message in the visitor's language."""
    return translations(current().language).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The message for a number of things."""
    return translations(current().language).ngettext(one, many, number)


def marked(message: str) -> str:
    """A message that is translated where it is shown: the name by which it is found in the code."""
    return message


def translated(text: str) -> str:
    """What the library says, in the visitor's language where the catalogue has it."""
    if not isinstance(text, Wording):
        return gettext(text) if text else text  # of "" catalogues give their header
    return gettext(text.pattern) % text.values if text.values else gettext(text.pattern)


def number(value: float) -> str:
    """1234 is "1,234"."""
    return _decimal(value, current().language)


@lru_cache(maxsize=4096)
def _decimal(value: float, language: str) -> str:
    return str(format_decimal(value, locale=_parsed(language)))


def day(value: Day) -> str:
    """ "29 March 2022", "2022년 3월 29일"."""
    return str(format_date(value, "long", locale=_locale()))


def month(value: Day) -> str:
    """ "March 2022", "2022년 3월"."""
    return str(format_skeleton("yMMMM", value, locale=_locale()))


def time(value: Time) -> str:
    """ "18:00"."""
    return str(format_time(value, "HH:mm", locale=_locale()))


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue of a language, compiled from locale/LANGUAGE.po; English needs none."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _parsed(language: str) -> Locale:
    return Locale.parse(LOCALES[language])


def _locale() -> Locale:
    return _parsed(current().language)


def country(code: str) -> str:
    """ "KR" is "South Korea"; what is no code of ISO 3166-1 stays."""
    return str(_locale().territories.get(code, code))
