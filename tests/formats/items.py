"""CSL-JSON items for property tests: what a record may hold, odd characters and all."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kb.references.csl import DATE_VARIABLES, NAME_VARIABLES

TYPES = (
    *("article", "article-journal", "article-magazine", "article-newspaper", "bill", "book"),
    *("broadcast", "chapter", "dataset", "document", "entry-encyclopedia", "graphic", "hearing"),
    *("interview", "legal_case", "legislation", "manuscript", "map", "motion_picture"),
    *("pamphlet", "paper-conference", "patent", "periodical", "personal_communication"),
    *("post-weblog", "regulation", "report", "review", "software", "song", "speech", "standard"),
    *("thesis", "treaty", "webpage"),
)
TEXTS = (
    *("abstract", "annote", "archive", "archive_location", "authority", "call-number"),
    *("chapter-number", "collection-number", "collection-title", "container-title", "edition"),
    *("container-title-short", "DOI", "event-place", "event-title", "genre", "ISBN", "ISSN"),
    *("issue", "jurisdiction", "keyword", "language", "medium", "note", "number", "page"),
    *("number-of-pages", "number-of-volumes", "original-publisher", "original-title", "PMCID"),
    *("PMID", "publisher", "publisher-place", "section", "source", "status", "title", "URL"),
    *("title-short", "version", "volume", "volume-title"),
)

words = st.sampled_from(
    r"""
    Smart City 스마트시티 부산 Müller Łódź and others of the e-Government K-City 100% A&B $5 #1 x_1
    ~ ^ \alpha {brace} un{bal } "quoted" `tick` ''two'' -- --- ?` O'Neil 東京 “curly” – — … . TY ER
    @article 2021 10.1000/x{1} https://x.kr/?a=1&b=2%20c csl: %0 PMID- , ; : = \ \{ I. II Jr.
    """.split()
)
lines = st.lists(words, min_size=1, max_size=6).map(" ".join)
anything = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=20
)
texts = st.one_of(lines, lines, anything)
people = st.one_of(
    st.fixed_dictionaries({"family": lines, "given": lines}),
    st.fixed_dictionaries({"literal": texts}),
    st.fixed_dictionaries({"family": texts}, optional={"given": texts, "suffix": words}),
    st.sampled_from(
        [
            {"family": "Hong", "given": "Soon-gu"},
            {"family": "홍", "given": "순구"},
            {"family": "Hicks", "given": "Michael", "non-dropping-particle": "von"},
            {"family": "Berg", "given": "J.", "dropping-particle": "van den"},
            {"literal": "Ministry of Land, Infrastructure and Transport"},
        ]
    ),
)
days = st.one_of(
    st.dates().map(lambda day: [day.year, day.month, day.day]),
    st.dates().map(lambda day: [day.year, day.month]),
    st.integers(1400, 2100).map(lambda year: [year]),
)
dates = st.one_of(
    days.map(lambda day: {"date-parts": [day]}),
    st.tuples(days, days).map(lambda pair: {"date-parts": list(pair)}),
    days.map(lambda day: {"date-parts": [day], "season": 1}),
    texts.map(lambda words: {"literal": words}),
)


def items() -> st.SearchStrategy[dict[str, Any]]:
    """Items with any of the variables, always with id, type and title."""
    variables: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(TEXTS, texts)
    variables |= dict.fromkeys(NAME_VARIABLES, st.lists(people, min_size=1, max_size=3))
    variables |= dict.fromkeys(DATE_VARIABLES, dates)
    variables["custom"] = st.dictionaries(words, texts, max_size=2)
    chosen = st.lists(st.sampled_from(sorted(variables)), max_size=8, unique=True)
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries(
            {
                "id": st.from_regex(r"[a-z가-힣][a-z0-9.:+_-]{0,12}", fullmatch=True),
                "type": st.sampled_from(TYPES),
                "title": texts.filter(lambda title: title.strip()),
                **{name: variables[name] for name in names if name != "title"},
            }
        )
    )
