"""Bibliographic files of every format: what they say, whatever their encoding and their faults."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kb.errors import BibliographyError
from kb.references.importing import Taken, read_bibliography

BIBTEX = r"""@string{jk = "Journal of {K}orean Cities"}
@preamble{"\newcommand{\x}{}"}
@comment{nothing of this counts, @book{no, title={No}}}
@Article{hong2018,
  author = {Hong, Soon-gu and {Ministry of Land, Infrastructure and Transport} and others},
  title  = "Smart {City} of M{\"u}nchen \& {\L}{\'o}d{\'z}: H$_2$O",
  journal = jk # " (online)",
  year = 2018, month = jun, volume = 53, number = {3}, pages = {5--20},
  doi = {https://doi.org/10.1000/182_a}, url = {https://x.kr/?a=1&b=2%20c},
}
@inproceedings{part, author = "von Hicks, III, Michael", title = {A part}, crossref = {whole}}
@proceedings{whole, title = {The whole}, editor = {Kim Hyeon-jong}, year = {2017},
  address = {Busan}}
"""
RIS = """Provider: somebody

TY  - JOUR
AU  - Hong, Soon-gu
AU  - 김현종
A2  - World Bank
TI  - Busan smart city
  and its ports
JF  - Korean Journal
JA  - Kor. J.
PY  - 2018
DA  - 2018/06/30/
VL  - 53
IS  - 3
SP  - 5
EP  - 20
SN  - 1234-567X
KW  - port
KW  - city
ER  -
"""
ENW = """%0 Book Section
%A Hong, Soon-gu
%A Ash Amin
%E 김현종
%T A part
%B The whole
%D 2018
%P 5-20
%I The Press
%@ 978-89-1234-567-8
%X First paragraph.
Second paragraph.
"""
NBIB = """
PMID- 25744111
IS  - 1476-5616 (Electronic)
VI  - 129
IP  - 5
DP  - 2015 May 3
TI  - Effectiveness of public
      health practices.
PG  - 475-82
LID - 10.1016/j.puhe.2015.01.018 [doi]
FAU - Fujiwara, Takeo
AU  - Fujiwara T
AU  - Hong SG
CN  - Study Group
JT  - Public health
PT  - Journal Article
"""
PUBMED = """<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "https://x.invalid/p.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article>
<Journal><ISSN>1234-5679</ISSN><JournalIssue><Volume>8</Volume><PubDate><Year>2019</Year>
<Month>Feb</Month></PubDate></JournalIssue><Title>eLife</Title></Journal>
<ArticleTitle>Terminal H<sub>2</sub>O &alpha;.</ArticleTitle>
<ELocationID EIdType="pii">e42692</ELocationID>
<ELocationID EIdType="doi">10.7554/eLife.42692</ELocationID>
<Abstract><AbstractText Label="AIM">To see.</AbstractText></Abstract>
<AuthorList><Author><LastName>Mann</LastName><ForeName>Richard S</ForeName></Author>
<Author><CollectiveName>The Group</CollectiveName></Author></AuthorList>
</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
"""
MODS = """<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<titleInfo><nonSort>The</nonSort><title>Urban Question</title>
<subTitle>a Scale</subTitle></titleInfo>
<name type="personal"><namePart type="given">Neil</namePart>
<namePart type="family">Brenner</namePart>
<role><roleTerm>author</roleTerm></role></name>
<relatedItem type="host"><titleInfo><title>A Journal</title></titleInfo>
<originInfo><issuance>continuing</issuance></originInfo>
<part><detail type="volume"><number>24</number></detail>
<detail type="issue"><number>2</number></detail>
<extent unit="pages"><start>361</start><end>378</end></extent><date>2000</date></part></relatedItem>
</mods></modsCollection>
"""
ENDNOTE = """<xml><records><record><ref-type name="Book">6</ref-type><contributors><authors>
<author><style face="normal">Author, Test Jr.</style></author></authors></contributors>
<titles><title><style>A </style><style face="italic">test</style></title>
<secondary-title>A series</secondary-title></titles><dates><year>2021</year></dates>
<isbn>978-89-1234-567-8</isbn></record></records></xml>
"""
MARCXML = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
<leader>00000pam a2200000 c 4500</leader><controlfield tag="001">42</controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">홍, 순구,</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Smart city :</subfield>
<subfield code="b">a primer /</subfield><subfield code="c">by them</subfield></datafield>
<datafield tag="260" ind1=" " ind2=" "><subfield code="a">Busan :</subfield>
<subfield code="b">The Press,</subfield><subfield code="c">[2018]</subfield></datafield>
<datafield tag="700" ind1="1" ind2=" "><subfield code="a">Kim, Ae.</subfield>
<subfield code="4">edt</subfield></datafield>
<datafield tag="710" ind1="2" ind2=" "><subfield code="a">The Press</subfield>
<subfield code="4">pbl</subfield></datafield></record></collection>
"""
CSL = '[{"id": "a", "type": "book", "title": "A book"}]'
SAMPLES = {
    "BibTeX": BIBTEX, "RIS": RIS, "refer (enw)": ENW, "PubMed (nbib)": NBIB, "MODS": MODS,
    "PubMed XML": PUBMED, "EndNote XML": ENDNOTE, "MARCXML": MARCXML, "CSL-JSON": CSL,
}  # fmt: skip


def taken(text: str | bytes) -> Taken:
    return read_bibliography(text if isinstance(text, bytes) else text.encode(), "file")


def items(text: str | bytes) -> list[dict[str, Any]]:
    found = taken(text)
    assert not found.problems
    return [entry.item for entry in found.entries]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_content_tells_the_format(name: str) -> None:
    assert taken(SAMPLES[name]).format == name


def test_bibtex() -> None:
    article, part, whole = items(BIBTEX)
    assert article == {
        "type": "article-journal",
        "id": "hong2018",
        "author": [
            {"family": "Hong", "given": "Soon-gu"},
            {"literal": "Ministry of Land, Infrastructure and Transport"},
        ],
        "title": "Smart City of München & Łódź: H₂O",
        "container-title": "Journal of Korean Cities (online)",
        "issued": {"date-parts": [[2018, 6]]},
        "volume": "53",
        "issue": "3",
        "page": "5-20",
        "DOI": "10.1000/182_a",
        "URL": "https://x.kr/?a=1&b=2%20c",
    }
    assert part["author"] == [
        {
            "family": "Hicks",
            "given": "Michael",
            "non-dropping-particle": "von",
            "suffix": "III",
        }
    ]
    assert (part["container-title"], part["publisher-place"]) == ("The whole", "Busan")
    assert part["issued"] == {"date-parts": [[2017]]}
    assert part["editor"] == whole["editor"] == [{"family": "Kim", "given": "Hyeon-jong"}]


def test_ris() -> None:
    (item,) = items(RIS)
    assert item == {
        "type": "article-journal",
        "author": [{"family": "Hong", "given": "Soon-gu"}, {"family": "김", "given": "현종"}],
        "editor": [{"literal": "World Bank"}],
        "title": "Busan smart city and its ports",
        "container-title": "Korean Journal",
        "container-title-short": "Kor. J.",
        "volume": "53",
        "issue": "3",
        "page": "5-20",
        "ISSN": "1234-567X",
        "issued": {"date-parts": [[2018, 6, 30]]},
        "keyword": "port; city",
    }


def test_refer() -> None:
    (item,) = items(ENW)
    assert item["type"] == "chapter"
    assert item["author"] == [
        {"family": "Hong", "given": "Soon-gu"},
        {"family": "Amin", "given": "Ash"},
    ]
    assert item["editor"] == [{"family": "김", "given": "현종"}]
    assert (item["title"], item["container-title"]) == ("A part", "The whole")
    assert (item["page"], item["ISBN"]) == ("5-20", "978-89-1234-567-8")
    assert item["abstract"] == "First paragraph. Second paragraph."


def test_nbib() -> None:
    (item,) = items(NBIB)
    assert item["author"] == [{"family": "Fujiwara", "given": "Takeo"}, {"literal": "Study Group"}]
    assert item["title"] == "Effectiveness of public health practices"
    assert (item["page"], item["DOI"]) == ("475-482", "10.1016/j.puhe.2015.01.018")
    assert item["issued"] == {"date-parts": [[2015, 5, 3]]}
    assert (item["volume"], item["issue"], item["PMID"]) == ("129", "5", "25744111")


def test_pubmed_xml() -> None:
    (item,) = items(PUBMED)
    assert item["title"] == "Terminal H₂O α"
    assert item["author"] == [{"family": "Mann", "given": "Richard S"}, {"literal": "The Group"}]
    assert (item["DOI"], item["page"]) == ("10.7554/eLife.42692", "e42692")
    assert (item["container-title"], item["volume"]) == ("eLife", "8")
    assert item["issued"] == {"date-parts": [[2019, 2]]}
    assert item["abstract"] == "AIM: To see."


def test_mods() -> None:
    (item,) = items(MODS)
    assert item == {
        "type": "article-journal",
        "title": "The Urban Question: a Scale",
        "author": [{"family": "Brenner", "given": "Neil"}],
        "container-title": "A Journal",
        "volume": "24",
        "issue": "2",
        "page": "361-378",
        "issued": {"date-parts": [[2000]]},
    }


def test_endnote_xml() -> None:
    (item,) = items(ENDNOTE)
    assert item["author"] == [{"family": "Author", "given": "Test", "suffix": "Jr"}]
    assert (item["title"], item["collection-title"]) == ("A test", "A series")
    assert (item["ISBN"], item["issued"]) == ("978-89-1234-567-8", {"date-parts": [[2021]]})


def marc(*fields: tuple[str, bytes], leader: bytes = b"00000nam  2200000   4500") -> bytes:
    """A record of ISO 2709 with these fields."""
    directory, data = b"", b""
    for tag, value in fields:
        directory += tag.encode() + b"%04d%05d" % (len(value) + 1, len(data))
        data += value + b"\x1e"
    whole = leader + directory + b"\x1e" + data + b"\x1d"
    return b"%05d" % len(whole) + whole[5:]


def test_marc_in_its_encodings() -> None:
    title = "스마트시티"
    for encoded in (title.encode(), title.encode("cp949")):
        (item,) = items(marc(("245", b"10\x1fa" + encoded + b" /\x1fcthey")))
        assert item["title"] == title
    (item,) = items(marc(("245", b"10\x1faCaf\xe2e society"), ("260", b"  \x1fc2018.")))
    assert (item["title"], item["issued"]) == ("Café society", {"date-parts": [[2018]]})


def test_marc_with_a_wrong_directory_is_read_by_its_fields() -> None:
    sound = marc(("001", b"7"), ("245", b"10\x1faSmart city"))
    (item,) = items(sound.replace(b"00150000", b"00990000"))
    assert (item["id"], item["title"]) == ("7", "Smart city")
    cut = taken(sound + sound[:-1])
    assert len(cut.entries) == 2
    assert [problem.place for problem in cut.problems] == ["record 2"]


def test_marcxml() -> None:
    (item,) = items(MARCXML)
    assert item == {
        "type": "book",
        "id": "42",
        "title": "Smart city: a primer",
        "author": [{"family": "홍", "given": "순구"}],
        "editor": [{"family": "Kim", "given": "Ae"}],
        "publisher-place": "Busan",
        "publisher": "The Press",
        "issued": {"date-parts": [[2018]]},
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp949"])
def test_encodings(encoding: str) -> None:
    text = RIS.replace("Busan smart city", "부산 스마트시티")
    assert items(text.encode(encoding))[0]["title"].startswith("부산 스마트시티")


def test_latin_1_and_old_line_ends() -> None:
    text = RIS.replace("Busan", "Café Müller").replace("김현종", "Kim").replace("\n", "\r")
    assert items(text.encode("latin-1"))[0]["title"].startswith("Café Müller smart city")


@pytest.mark.parametrize(
    ("text", "titles", "places"),
    [
        ("@book{a, title = {A}}\n@book{b, title = {B\n\n@book{c, title = {C}}", "AC", ["line 2"]),
        ("@book{a, title = {A}}\n@book{b, title = {B", "A", ["line 2"]),
        ("@book{a,\n title = {A}\n year = 2018}", "A", []),
        ("@book{title = {A}}", "A", []),
        ("TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\nER  - \n", "AB", ["line 1"]),
        ("TI  - X\nER  - \nTY  - BOOK\nTI  - A\nER  - \n", "A", ["line 1"]),
        ("TY  - BOOK\nER  - \nTY  - BOOK\nTI  - A\nER  - \n", "A", ["line 1"]),
        ('[{"title": "A"},\n {"title": "B"},\n {"tit', "AB", ["line 3"]),
        ('[{"title": "A"}, 7, {"title": ["B"]}]', "A", ["item 2", "item 3"]),
        (
            "<modsCollection>\n<mods><titleInfo><title>A</title></titleInfo></mods>\n"
            "<mods><titleInfo><title>B</tit",
            "A",
            ["line 3"],
        ),
        (
            "<modsCollection>\n<mods><titleInfo><title>A & <</title></titleInfo></mods>\n"
            "<mods><titleInfo><title>B</wrong></titleInfo></mods>\n"
            "<mods><titleInfo><title>C</title></titleInfo></mods></modsCollection>",
            "AC",
            ["line 3"],
        ),
    ],
)
def test_what_is_sound_comes_in_and_the_rest_is_told_by_line(
    text: str, titles: str, places: list[str]
) -> None:
    found = taken(text)
    assert [entry.item["title"][0] for entry in found.entries] == list(titles)
    assert [problem.place for problem in found.problems] == places


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x03" * 100, "is of no bibliographic format"),
        (b"A letter to my aunt.", "is of no bibliographic format"),
        (b'{"a": ', "is no CSL-JSON"),
        (b"[" * 100_000 + b'"', "is (no CSL-JSON|JSON that is nested)"),
    ],
)
def test_what_is_no_bibliography_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    with pytest.raises(BibliographyError, match=said):
        taken(data)


def test_xml_fetches_nothing_and_expands_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("do not tell", encoding="utf-8")
    bomb = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 20}">' for n in range(1, 9))
    text = f"""<?xml version="1.0"?><!DOCTYPE mods [<!ENTITY x0 "ha">{bomb}
      <!ENTITY file SYSTEM "{secret.as_uri()}">]>
      <mods><titleInfo><title>A &file; &x8;</title></titleInfo></mods>"""
    said = json.dumps([entry.item for entry in taken(text).entries])
    assert "do not tell" not in said
    assert "haha" not in said


@pytest.mark.parametrize(
    "text",
    [
        "@book{a, title = {" + "{" * 5000 + "x" + "}" * 5000 + "}}",
        "@book{a, title = {" + "\\'" * 5000 + "x}}",
        "@book{a, title = {$" + "^" * 5000 + "x$}}",
        "@string{s0 = {ha}}\n"
        + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 60))
        + "@book{a, title = {x} # s0}",
        "TY  - BOOK\nTI  - a\nAB  - x\n" + "lorem ipsum\n" * 50_000 + "ER  - \n",
        '[{"title": "x", "custom": ' + "[" * 500 + "]" * 500 + "}]",
        "<mods><titleInfo><title>x" + "<b/>" * 5000 + "</title></titleInfo></mods>",
    ],
    ids=["braces", "accents", "powers", "strings", "lines", "arrays", "elements"],
)
def test_what_is_written_to_cost_much_costs_little(text: str) -> None:
    assert len(taken(text).entries) == 1


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_that_is_cut_anywhere_gives_records_or_a_sentence(name: str) -> None:
    data = SAMPLES[name].encode()
    for end in range(0, len(data), 7):
        with suppress(BibliographyError):
            found = taken(data[:end])
            assert found.entries or found.problems or name == "BibTeX"
