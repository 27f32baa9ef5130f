"""Every word of the website is there in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from kb.web.language import CATALOGUES, LOCALES
from scripts.messages import ROOT, SOURCE, WEB, extracted, lacking, opened, update

TRANSLATED = [language for language in LOCALES if language != SOURCE]


@pytest.fixture(scope="module")
def template() -> Catalog:
    return extracted()


@pytest.mark.parametrize("language", TRANSLATED)
def test_everything_is_translated(language: str, template: Catalog) -> None:
    assert list(lacking(opened(CATALOGUES / f"{language}.po"), template)) == []


def test_messages_are_found_in_code_and_templates(template: Catalog) -> None:
    assert "Kind" in template, "marked() in kb/web/words.py"
    assert "lines %s–%s" in template, "gettext() in kb/web/words.py"
    assert "Skip to the content" in template, '_("…") in a template'
    assert '"%(field)s:" has nothing to look for behind it; it was left out' in template, "a note"
    assert "any of the words, all of them first" in template, "the help on searching"
    assert "No month has that day." in template, "what a flag means"
    assert all((WEB / file).exists() or (ROOT / file).exists() for file in _files(template))


def _files(catalogue: Catalog) -> set[str]:
    return {file for message in catalogue for file, _ in message.locations}


@pytest.fixture
def two() -> Catalog:
    catalogue = Catalog()
    catalogue.add("Kind", locations=[("words.py", 1)])
    catalogue.add(("%(count)s issue", "%(count)s issues"), locations=[("home.html", 1)])
    return catalogue


def translation(**of: str) -> Catalog:
    """Korean for the two messages, or for those that are given."""
    given = {"kind": "유형", "issues": "%(count)s호", **of}
    catalogue = Catalog(locale="ko")
    catalogue.add("Kind", given["kind"])
    catalogue.add(("%(count)s issue", "%(count)s issues"), (given["issues"],))
    return catalogue


def test_what_a_catalogue_lacks(two: Catalog) -> None:
    assert list(lacking(translation(), two)) == []
    assert list(lacking(translation(kind=""), two)) == ["no translation: 'Kind'"]
    (other,) = lacking(translation(issues="%(number)s호"), two)
    assert other.startswith("other places for values")
    (plain,) = lacking(translation(issues="호"), two)
    assert plain.startswith("other places for values")
    assert len(list(lacking(Catalog(locale="ko"), two))) == 2
    doubtful = translation()
    doubtful["Kind"].flags.add("fuzzy")
    assert list(lacking(doubtful, two)) == ["a doubtful translation: 'Kind'"]
    more = translation()
    more.add("Sort", "정렬")
    assert list(lacking(more, two)) == ["a translation of nothing: 'Sort'"]


def test_an_update_keeps_translations_and_brings_in_what_is_new(
    two: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "locale" / "ko.po"
    update(path, two)
    text = path.read_text("utf-8")
    assert "EMAIL" not in text
    path.write_text(text.replace('msgid "Kind"\nmsgstr ""', 'msgid "Kind"\nmsgstr "유형"'), "utf-8")
    two.add("Kinds", locations=[("words.py", 1)])
    update(path, two)
    catalogue = opened(path)
    assert catalogue["Kind"].string == "유형"
    assert catalogue["Kinds"].string == ""
    assert path.read_text("utf-8").count("words.py") == 2
    first = path.read_bytes()
    update(path, two)
    assert path.read_bytes() == first
