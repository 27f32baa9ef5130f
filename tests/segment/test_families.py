"""What a family file says of a newsletter that is known."""

from __future__ import annotations

import pytest

from kb.errors import KBError
from kb.readers import read_bytes
from kb.segment import segment
from kb.segment.family import load
from tests.segment.reading import issue_of

FAMILY = """
key: town
series: Town News
language: en
recognise: [Town News]
sections: [In brief]
furniture:
  tag line: [All the news\\.]
"""


def test_a_family_file_sharpens_a_known_newsletter() -> None:
    family = load("town.yaml", FAMILY)
    masthead = "Town News No. 3 (2022.03.01.)\nAll the news.\n"
    text = masthead + "In brief\nBridge\nopens\n2022.02.01. / Town\nText."
    issue = segment(read_bytes(text.encode()), [family])
    assert issue.masthead.series == "Town News"
    assert issue.masthead.inferred == ("series",)
    assert issue.sections == ("In brief",)
    assert (issue.articles[0].headline, issue.articles[0].subtitle) == ("Bridge", "opens")
    assert [f.kind for f in issue.furniture] == ["tag line"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (FAMILY.replace("key: town", ""), "'key' is missing"),
        (FAMILY + "colour: red\n", "no key 'colour'"),
        (FAMILY.replace("tag line", "slogan"), "'slogan'"),
        (FAMILY.replace("[Town News]", "['(']"), "town.yaml"),
        ("[1, 2", "town.yaml"),
        ("- a\n- b\n", "town.yaml"),
    ],
)
def test_a_broken_family_file_says_what_is_wrong(text: str, what: str) -> None:
    with pytest.raises(KBError, match=what):
        load("town.yaml", text)


def test_an_issue_without_its_footer_is_known_by_its_sections(text_27: str) -> None:
    text = "\n".join(text_27.split("\n")[:30])
    issue = issue_of(text)
    assert issue.masthead.series == "Smart City Korea"
    assert len(issue.sections) == 2
