"""The words of the website, taken from its code and templates into the catalogues of translators,
with those that the library says and the website shows.

Catalogues are GNU gettext's (kb/web/locale/LANGUAGE.po). A message tells the files that it is in,
without lines, so that a catalogue changes only with the words.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from kb.annotate.flags.codes import codes
from kb.search.help import SECTIONS
from kb.web.described import shipped
from kb.web.language import CATALOGUES, LOCALES
from kb.wording import Wording

ROOT = Path(__file__).parents[1]
KB = ROOT / "kb"
WEB = KB / "web"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"newstyle_gettext": "true", "silent": "false"}}
WORDING = {"Wording": None, "_note": None}
KEYWORDS = {**DEFAULT_KEYWORDS, "marked": None, **WORDING}
LIBRARY = [("search/**.py", "python"), ("store/saved.py", "python")]
"""Modules of the library with sentences of kb.wording that pages show."""
SITE = ("title", "description", "license", "about")
"""What metadata.yml says of the site, by its keys."""
SOURCE = "en"
"""The language of the code, which needs no catalogue."""
HEADER = "# The words of kb's website. scripts/messages brings in what is new."
_PLACES = re.compile(r"%\(\w+\)[sd]|%[sd%]")


def extracted(folder: Path = WEB) -> Catalog:
    """Every message of the website's code and templates, and of the library's."""
    catalogue = Catalog()
    found = extract_from_dir(folder, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True)
    for file, line, message, comments, context in found:
        catalogue.add(message, None, [(file, line)], auto_comments=comments, context=context)
    for file, _, message, _, _ in extract_from_dir(KB, LIBRARY, keywords=WORDING):
        catalogue.add(message, None, [(f"kb/{file}", 1)])
    for file, message in constants():
        catalogue.add(message, None, [(file, 1)])
    return catalogue


def constants() -> Iterator[tuple[str, str]]:
    """What the library has as data and pages show, each with its file: the help on searching, what
    flags mean, what the site is called."""
    for section in SECTIONS:
        text = section.text
        yield "kb/search/help.py", section.title
        yield "kb/search/help.py", text.pattern if isinstance(text, Wording) else text
        yield from (("kb/search/help.py", example.finds) for example in section.examples)
    yield from (("kb/annotate/flags/codes.txt", meaning) for meaning in codes().values())
    yield from (("metadata.yml", said) for said in described())


def described() -> Iterator[str]:
    """What metadata.yml says of the site, its stores and their tables."""
    yield from (str(shipped()[key]) for key in SITE)
    for store in shipped()["databases"].values():
        yield str(store["description"])
        for table in store["tables"].values():
            yield from (str(table[key]) for key in ("title", "description") if key in table)


def opened(path: Path) -> Catalog:
    """The catalogue of a file, empty where there is none yet."""
    if not path.exists():
        return Catalog(
            locale=path.stem,
            header_comment=HEADER,
            charset="utf-8",
            fuzzy=False,
            project="kb",
            version="website",
            last_translator="kb",
            language_team="kb",
            msgid_bugs_address="kb",
            revision_date=datetime.now(timezone.utc),
        )
    with path.open("rb") as file:
        return read_po(file, locale=path.stem)


def update(path: Path, template: Catalog) -> Catalog:
    """Writes the file with the messages of today and the translations that it has."""
    catalogue = opened(path)
    for message in catalogue:  # where a message has moved to is told anew
        message.locations = []
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_po(
            file,
            catalogue,
            width=100,
            sort_by_file=True,
            include_lineno=False,
            ignore_obsolete=True,
        )
    return catalogue


def lacking(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue: a message that lacks a translation or has a doubtful one, a
    translation of nothing, places for values (%(count)s) that are not those of the message."""
    for wanted in template:
        if not wanted.id:  # the header
            continue
        message = catalogue.get(wanted.id, wanted.context)
        if message is None or not all(_texts(message.string)):
            yield f"no translation: {wanted.id!r}"
        elif message.fuzzy:
            yield f"a doubtful translation: {wanted.id!r}"
        elif not _agree(message):
            yield f"other places for values than {wanted.id!r}: {message.string!r}"
    for message in catalogue:
        if message.id and template.get(message.id, message.context) is None:
            yield f"a translation of nothing: {message.id!r}"


def _agree(message: Message) -> bool:
    """Of a number's messages the plural decides: its singular may leave the number out."""
    wanted = _places(_texts(message.id)[-1])
    return all(_places(text) == wanted for text in _texts(message.string))


def _texts(id_or_string: object) -> tuple[str, ...]:
    if isinstance(id_or_string, (list, tuple)):
        return tuple(str(text) for text in id_or_string)
    return (str(id_or_string or ""),)


def _places(text: str) -> list[str]:
    found = _PLACES.findall(text)
    return found if all("(" not in place for place in found) else sorted(found)


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, say what is lacking")
    check = parser.parse_args().check
    template, status = extracted(), 0
    for language in LOCALES:
        if language == SOURCE:
            continue
        path = CATALOGUES / f"{language}.po"
        catalogue = opened(path) if check else update(path, template)
        wrong = list(lacking(catalogue, template))
        for each in wrong:
            print(f"{path.relative_to(ROOT)}: {each}")
        print(f"{path.relative_to(ROOT)}: {len(template)} messages, {len(wrong)} to see to")
        status = status or int(bool(wrong))
    return status if check else 0


if __name__ == "__main__":
    sys.exit(main())
