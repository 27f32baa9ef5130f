"""The same issue in another form gives the same articles and records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kb.folding import fold
from kb.model import Issue
from kb.readers import read_bytes
from kb.references.csl import to_csl
from kb.segment import segment
from tests import variants
from tests.places import CORPUS, SEED

ISSUES = [
    pytest.param(CORPUS / "smartcity-korea-27.txt", id="corpus"),
    pytest.param(
        SEED, id="seed", marks=pytest.mark.skipif(not SEED.exists(), reason=f"{SEED} is not here")
    ),
]


def told(issue: Issue) -> dict[str, Any]:
    """What an issue says, without line numbers and blanks, whatever the order of its sections."""
    articles = [
        (
            fold(a.section),
            fold(a.feature),
            fold(a.headline),
            fold(a.subtitle),
            a.date,
            a.sources,
            fold(a.body),
            tuple(fold(credit) for credit in a.credits),
        )
        for a in issue.articles
    ]
    records = [to_csl(r.record) if r.record else fold(r.raw) for r in issue.references]
    return {
        "number": issue.masthead.number,
        "date": issue.masthead.date,
        "series": issue.masthead.series,
        "sections": sorted(map(fold, issue.sections)),
        "articles": sorted(articles),
        "records": sorted(records, key=str),
        "unaccounted": issue.unaccounted,
    }


def parsed(data: bytes) -> dict[str, Any]:
    return told(segment(read_bytes(data)))


@pytest.mark.parametrize("path", ISSUES)
@pytest.mark.parametrize("form", variants.TEXT.values(), ids=variants.TEXT)
def test_text(path: Path, form: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert parsed(form(text).encode()) == parsed(text.encode())


@pytest.mark.parametrize("path", ISSUES)
@pytest.mark.parametrize("form", variants.HTML.values(), ids=variants.HTML)
@pytest.mark.parametrize("order", [str, variants.reordered], ids=["in order", "reordered"])
def test_html(path: Path, form: Callable[[str], str], order: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    assert parsed(form(order(text)).encode()) == parsed(text.encode())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"]
)
def test_encodings(encoding: str) -> None:
    text = (CORPUS / "smartcity-korea-27.txt").read_text(encoding="utf-8")
    text = variants.plain_spaces(text).replace("•", "·")  # CP949 has no bullet
    assert parsed(text.encode(encoding)) == parsed(text.encode())


@pytest.mark.parametrize("declared", ["euc-kr", "EUC-KR", "ks_c_5601-1987", "cp949"])
def test_cp949_pages_that_declare_less(declared: str) -> None:
    text = (CORPUS / "smartcity-korea-27.txt").read_text(encoding="utf-8")
    text = variants.plain_spaces(text).replace("Andong", "안동 똠방각하")
    html = variants.paragraphs(text).replace('charset="utf-8"', f'charset="{declared}"')
    expected = parsed(variants.paragraphs(text).encode())
    assert parsed(html.encode("cp949", "xmlcharrefreplace")) == expected
