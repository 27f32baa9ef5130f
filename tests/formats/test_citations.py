"""Formatted citations: names, dates and punctuation as the styles want them; any CSL file works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from citeproc import SCHEMA_PATH
from hypothesis import HealthCheck, given, settings
from lxml import etree

from kb.errors import BibliographyError
from kb.exports import citation
from kb.exports.citation import STYLES, cite
from tests.formats.items import items

BUSAN: dict[str, Any] = {
    "type": "article-journal",
    "title": "Busan smart city",
    "author": [
        {"family": "Hong", "given": "Soon-gu"},
        {"family": "Han", "given": "Se-eok"},
        {"family": "Lee", "given": "Hyeon-mi"},
    ],
    "container-title": "Korean Journal",
    "volume": "53",
    "issue": "3",
    "page": "5-20",
    "issued": {"date-parts": [[2018, 6]]},
    "DOI": "10.1000/182",
}
DAEGU: dict[str, Any] = {
    "type": "article-newspaper",
    "title": "Daegu picks a city",
    "container-title": "Smart City Korea",
    "issue": "27",
    "issued": {"date-parts": [[2022, 4, 1]]},
    "publisher": "KAIA",
    "original-publisher": "MOLIT",
    "original-date": {"date-parts": [[2022, 3, 29]]},
}


def changed(**fields: Any) -> dict[str, Any]:
    return {**BUSAN, **{name.replace("_", "-"): value for name, value in fields.items()}}


@pytest.mark.parametrize(
    ("style", "item", "expected"),
    [
        (
            "apa",
            BUSAN,
            "Hong, S.-G., Han, S.-E., & Lee, H.-M. (2018). Busan smart city. Korean Journal, "
            "53(3), 5–20. https://doi.org/10.1000/182",
        ),
        (
            "chicago",
            BUSAN,
            "Hong, Soon-gu, Se-eok Han, and Hyeon-mi Lee. 2018. “Busan smart city.” "
            "Korean Journal 53 (3): 5–20. https://doi.org/10.1000/182.",
        ),
        (
            "korean",
            changed(author=[{"family": "홍", "given": "순구"}, {"family": "한", "given": "세억"}]),
            "홍순구·한세억(2018), 「Busan smart city」, 『Korean Journal』, 53(3), 5–20, "
            "https://doi.org/10.1000/182.",
        ),
        (
            "apa",
            changed(author=[{"family": "홍", "given": "순구"}], DOI=None),
            "홍순구. (2018). Busan smart city. Korean Journal, 53(3), 5–20.",
        ),
        (
            "apa",
            DAEGU,
            "Daegu picks a city. (2022, April 1). Smart City Korea, (27). KAIA. "
            "(Original source: MOLIT, March 29, 2022)",
        ),
        (
            "chicago",
            DAEGU,
            "“Daegu picks a city.” 2022. Smart City Korea, no. 27, April 1. KAIA. "
            "Originally published by MOLIT, March 29, 2022.",
        ),
        (
            "korean",
            DAEGU,
            "KAIA(2022), 「Daegu picks a city」, 『Smart City Korea』, 제27호, 2022. 4. 1., "
            "원자료: MOLIT, 2022. 3. 29.",
        ),
        (
            "apa",
            {
                "type": "book",
                "title": "Who pays?",
                "editor": [{"literal": "World Bank"}],
                "edition": "2",
                "publisher": "The Press",
            },
            "World Bank (Ed.). (n.d.). Who pays? (2nd ed.). The Press.",
        ),
    ],
)
def test_a_citation(style: str, item: dict[str, Any], expected: str) -> None:
    assert cite([item], style) == [expected]


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Soon-gu", "S.-G."),
        ("Soon-Gu", "S.-G."),
        ("S.-g.", "S.-G."),
        ("Jean-Paul", "J.-P."),
        ("Milton F.", "M. F."),
        ("JoAnn", "J."),
        ("Charles de", "C. de."),
    ],
)
def test_given_names_become_initials(given: str, initials: str) -> None:
    cited = cite([changed(author=[{"family": "X", "given": given}])], "apa")[0]
    assert cited.startswith(f"X, {initials}"), cited


def test_html_marks_up_and_escapes() -> None:
    title = "H<sub>2</sub>O & <script>alert(1)</script>"
    (cited,) = cite([{"type": "book", "title": title}], "apa", "html")
    expected = "<i>H<sub>2</sub>O &amp; &lt;script&gt;alert(1)&lt;/script&gt;</i>"
    assert expected in cited
    assert "H2O & <script>" in cite([{"type": "book", "title": title}], "apa")[0]


@pytest.mark.parametrize("date", [{"raw": "<script>"}, {"literal": "<b onclick=x>"}, "<img src=x>"])
def test_html_escapes_dates_in_words(date: Any) -> None:
    (said,) = cite([{"type": "book", "title": "T", "issued": date}], "apa", "html")
    assert "&lt;" in said
    assert not re.search(r"<(?!/?i>)", said)


def test_a_date_in_words_is_escaped_too() -> None:
    script = "<script>alert(1)</script>"
    for date in ({"raw": script}, {"literal": script}, script):
        item = {"type": "book", "title": "A & B", "issued": date, "original-date": date}
        for style in STYLES:
            (cited,) = cite([item], style, "html")
            assert "<script" not in cited
            (plain,) = cite([item], style, "text")
            assert "&lt;" not in plain


@pytest.mark.parametrize("style", STYLES)
def test_the_styles_are_valid_csl(style: str) -> None:
    path = Path(citation.__file__).with_name("styles") / f"{style}.csl"
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    assert schema.validate(etree.parse(str(path))), schema.error_log


@pytest.mark.parametrize("style", STYLES)
@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(item=items())
def test_every_record_can_be_cited(style: str, item: dict[str, Any]) -> None:
    for form in ("text", "html"):
        (cited,) = cite([item], style, form)
        assert cited
        assert "\n" not in cited


OWN = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
<info><title>x</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>{}</style>"""


def test_any_csl_file_can_be_named(tmp_path: Path) -> None:
    own = tmp_path / "own.csl"
    layout = '<bibliography><layout suffix="!"><text variable="title"/></layout></bibliography>'
    own.write_text(OWN.format(layout), encoding="utf-8")
    assert cite([BUSAN, DAEGU], str(own)) == ["Busan smart city!", "Daegu picks a city!"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no CSL file"),
        ("<style/>", "is no CSL style"),
        (OWN.format(""), "does not say how a bibliography is set"),
        (
            OWN.format('<bibliography><layout><text macro="none"/></layout></bibliography>'),
            "cannot be used",
        ),
    ],
)
def test_a_file_that_is_no_style_is_refused(tmp_path: Path, text: str, said: str) -> None:
    bad = tmp_path / "bad.csl"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(BibliographyError, match=said):
        cite([BUSAN], str(bad))
