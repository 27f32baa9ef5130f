"""The query language explained by examples: on the website, in the terminal and in docs/search.md.

Every example is run by the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kb.search import limits, schema
from kb.search.expansion import MOST_TERMS
from kb.wording import Wording


class Example(NamedTuple):
    """A query, and what it finds."""

    query: str
    finds: str


class Section(NamedTuple):
    """A heading, what is to be said under it, and examples."""

    title: str
    text: str
    examples: tuple[Example, ...] = ()


def _fields() -> str:
    named = {field.name: [field.name, *field.aliases] for field in schema.FIELDS}
    return "; ".join(" = ".join(names) for names in named.values())


SECTIONS = (
    Section(
        "Words",
        "Bare words find records with any of them, ranked; records with all of them come first. "
        "English words are found in all their forms, Korean ones with any particle, written "
        "together or apart. Capitals, width and accents make no difference. Five words or more "
        "rank, a little, by what their first hits have in common, too; each hit says by which "
        "words, and --exact-words or &exact=1 switches it off.",
        (
            Example("smart city challenge", "any of the words, all of them first"),
            Example(
                "스마트시티 챌린지",
                "the same in Korean; 스마트 시티 and 스마트시티를 are found too",
            ),
            Example("서울의 수도는 어디인가?", "a question mark at a word's end is punctuation"),
            Example("K-City", "what is written with a hyphen is a phrase"),
        ),
    ),
    Section(
        "Phrases",
        "Words between quotation marks stand side by side, in this order. A number after ~ says "
        "how far each may be from the one before.",
        (
            Example('"autonomous vehicles"', "the phrase"),
            Example('"security cities"~7', "cities at most seven words after security"),
            Example('"서울에서 도시법"', "a Korean phrase, particles aside"),
        ),
    ),
    Section(
        "AND, OR, NOT",
        "In capitals. Brackets group; + before a word says that it must be there, - that it must "
        "not. ANDMAYBE only ranks by what follows, REQUIRE only filters by it.",
        (
            Example("security AND vehicles", "both"),
            Example("security OR transport", "either"),
            Example("busan NOT challenge", "the one without the other"),
            Example("(security OR transport) AND NOT vehicles", "grouped"),
            Example("+busan challenge -delta", "with busan, rather with challenge, without delta"),
            Example("busan ANDMAYBE challenge", "busan; with challenge first"),
            Example("security REQUIRE vehicles", "security where vehicles are, ranked by security"),
        ),
    ),
    Section(
        "Fields",
        Wording(
            "A name and a colon before a word, a phrase or brackets. The names and what else they "
            "are called: %(fields)s.",
            fields=_fields(),
        ),
        (
            Example("headline:challenge", "in the title"),
            Example('author:"Hong Soon-gu"', "a person, either name first"),
            Example("author:(kim OR hong)", "several"),
            Example("journal:planning keyword:governance", "two fields"),
            Example("제목:챌린지", "names of fields are Korean, too"),
            Example("keyword:*", "records that have keywords"),
            Example("doi:10.1000/abc.5", "a DOI, also as an address"),
        ),
    ),
    Section(
        "What the text says",
        "The places, countries, organisations and programmes that an article names are found by "
        "their English and their Korean name and as the article prints them, whatever its "
        "language. Korean names of places and countries are whole names: 대구 is not 해운대구. "
        "A flag says that words of an article cannot be trusted; rejected ones do not count. "
        "Words without a field do not look here.",
        (
            Example("place:Daegu year:2022", "articles of 2022 that name Daegu come first"),
            Example("place:대구 AND year:2022", "the same name in Korean, and only those of 2022"),
            Example("place:seoul", "a place of an article, or the place of publication"),
            Example("country:싱가포르", "also country:Singapore and country:SG"),
            Example("org:교육부", "an organisation, also organisation:MOE"),
            Example('programme:"smart city challenge"', "a programme, policy, law or event"),
            Example("flag:xnumx", "a number that a translator lost; the table flag_codes has all"),
            Example("flag:* NOT flag:xnumx", "any other flag"),
        ),
    ),
    Section(
        "Filters",
        Wording(
            "Beside a query, facets narrow it: on the website by a click, in the terminal by "
            "--facet NAME=VALUE. Values of one facet are alternatives, different facets must all "
            "hold. The facets are %(facets)s. --facet year=2021..2023 is a range, as are 2021.. "
            "and ..2023. The counts of a facet leave its own filter out, so that they say what "
            "its other values would add. --count NAME counts a facet that is not counted "
            "otherwise.",
            facets=", ".join(schema.FACET_NAMES),
        ),
    ),
    Section(
        "Dates and numbers",
        "Ranges with TO, square brackets with their ends, braces without; <, >, <= and >= work as "
        "well. A date may be a year, a month or a day; one that is known to the month is found by "
        "every day of it.",
        (
            Example("year:2022", "a year"),
            Example("date:[2021 TO 2022-03]", "from January 2021 to the end of March 2022"),
            Example("date:{2021 TO }", "after 2021"),
            Example("year:>=2021", "since 2021"),
            Example("date:[October 2021 TO December 2021]", "months by name"),
            Example("date:2022년3월", "in Korean"),
        ),
    ),
    Section(
        "Parts of words and misspelt words",
        Wording(
            "* stands for any letters, ? inside a word for one. ~ after a word allows one "
            "different letter, ~2 two; ~2/3 keeps the first three. Square brackets give words "
            "from one to another. A pattern finds %(words)s words at most, a query has "
            "%(patterns)s patterns at most.",
            words=f"{MOST_TERMS:,}",
            patterns=limits.MOST_PATTERNS,
        ),
        (
            Example("transp*", "words that begin so"),
            Example("*port", "words that end so"),
            Example("se?urity", "one letter unknown"),
            Example("securty~", "a letter is wrong or lacks"),
            Example("스마트씨티~", "the same in Korean, whatever particle follows"),
            Example("sekurty~2", "two are"),
            Example("securty~2/3", "two are, not in the first three"),
            Example("title:[c TO f]", "titles with a word from c to f"),
        ),
    ),
    Section(
        "Weight",
        "^ and a number after a word, a phrase or brackets says how much it counts.",
        (Example("security^3 vehicles", "security counts three times"),),
    ),
    Section(
        "Synonyms",
        "A name of a body, a programme or a place is searched under its other names in both "
        "languages as well, at half the weight, and after what has it as typed; what was "
        "searched besides is shown. Merged names of authors and journals count as well. What "
        "NOT leaves out is only what was typed. Switch it off by --exact-words, or by &exact=1 "
        "in the address of the search page. Your own names: CSV files in a folder authorities/ "
        "beside the store, with a line that names the columns and then a line for each thing; "
        "every cell is a name, or several with ; between them; columns called type, note and id "
        "are not searched. Short abbreviations have to be typed in capitals.",
        (
            Example("국토교통부", "also Ministry of Land, Infrastructure and Transport, and MOLIT"),
            Example("ministry of land infrastructure and transport", "the same from the other end"),
            Example("source:MOLIT", "in a field"),
        ),
    ),
    Section(
        "What a query may cost",
        Wording(
            "%(characters)s characters, %(words)s words, brackets %(deep)s deep, %(synonyms)s "
            "synonyms. What cannot be understood or is too much is said, with what was searched "
            "instead; no query fails.",
            characters=f"{limits.MOST_CHARACTERS:,}",
            words=limits.MOST_CLAUSES,
            deep=limits.DEEPEST,
            synonyms=limits.MOST_SYNONYMS,
        ),
    ),
    Section(
        "More",
        "Where little is found, a query with words that the collection has is proposed. "
        "kb search --like ID, or “more like this” on the site, finds what resembles a record. "
        "kb search QUERY --save NAME keeps query, filters, revision and results; kb search --saved "
        "NAME and the page /saved/NAME show them with what has changed since, and kb search "
        "--report NAME is the report of the search for a systematic review (PRISMA-S).",
    ),
)


def plain() -> Iterator[str]:
    """The lines of the help for a terminal."""
    for section in SECTIONS:
        yield section.title.upper()
        yield from _wrapped(section.text)
        width = max((_columns(example.query) for example in section.examples), default=0)
        for query, finds in section.examples:
            yield f"  {query}{' ' * (width - _columns(query))}  {finds}"
        yield ""


def markdown() -> Iterator[str]:
    """The lines of docs/search.md."""
    yield "# The query language"
    yield ""
    yield "Whoosh's language, for articles and literature alike. `kb search --help-query` and the"
    yield "page `/help` of the website say the same."
    for section in SECTIONS:
        yield ""
        yield f"## {section.title}"
        yield ""
        yield from _wrapped(section.text, "")
        if section.examples:
            yield ""
            yield "| query | finds |"
            yield "|---|---|"
            yield from (f"| `{query}` | {finds} |" for query, finds in section.examples)


def _wrapped(text: str, indent: str = "  ", width: int = 110) -> Iterator[str]:
    line = indent
    for word in text.split():
        if line.strip() and _columns(line) + 1 + _columns(word) > width:
            yield line
            line = indent
        line = f"{line} {word}" if line.strip() else f"{indent}{word}"
    yield line


def _columns(text: str) -> int:
    """The columns that a text takes on a terminal, where Korean letters take two."""
    return sum(2 if ord(letter) >= 0x1100 else 1 for letter in text)
