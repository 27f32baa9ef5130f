"""What the store's tables and their columns are called, in the visitor's language."""

from __future__ import annotations

from kb.web import words
from kb.web.language import gettext, marked

COLUMNS = {
    "id": marked("Identifier"),
    "abstract": marked("Abstract"),
    "after": marked("After"),
    "article": marked("Article"),
    "at": marked("When"),
    "before": marked("Before"),
    "body": marked("Text"),
    "code": marked("Code"),
    "confidence": marked("Confidence"),
    "currency": marked("Currency"),
    "date": marked("Date"),
    "details": marked("Details"),
    "doi": marked("DOI"),
    "evidence": marked("Evidence"),
    "family": marked("Family name"),
    "feature": marked("Feature"),
    "first_line": marked("From line"),
    "flags": marked("Flags"),
    "given": marked("Given name"),
    "headline": marked("Headline"),
    "high": marked("To amount"),
    "issued": marked("Published"),
    "key": marked("Short name"),
    "ko": marked("Korean name"),
    "label": marked("Name"),
    "last_line": marked("To line"),
    "latitude": marked("Latitude"),
    "line": marked("Line"),
    "linked": marked("Linked to"),
    "literature": marked("Literature"),
    "longitude": marked("Longitude"),
    "low": marked("From amount"),
    "meaning": marked("Meaning"),
    "media_type": marked("Media type"),
    "name": marked("Name"),
    "note": marked("Note"),
    "number": marked("Number"),
    "pages": marked("Pages"),
    "part_of": marked("Part of"),
    "position": marked("Position"),
    "printed": marked("As printed"),
    "problem": marked("Problem"),
    "proposed": marked("Proposed reading"),
    "publisher": marked("Publisher"),
    "purpose": marked("Purpose"),
    "query": marked("Query"),
    "record": marked("Record"),
    "region": marked("Region"),
    "role": marked("Role"),
    "status": marked("Status"),
    "subtitle": marked("Subtitle"),
    "suspect": marked("Doubted by"),
    "text": marked("Text"),
    "title": marked("Title"),
    "total": marked("Total"),
    "until": marked("Until"),
    "url": marked("Address"),
    "value": marked("Value"),
    "volume": marked("Volume"),
    "who": marked("Who"),
    "why": marked("Why"),
    "count(*)": marked("Count"),
}

# Tables beside those that people browse.
TABLES = {
    "amounts": marked("Amounts"),
    "article_countries": marked("Countries of articles"),
    "article_organisations": marked("Organisations of articles"),
    "article_places": marked("Places of articles"),
    "article_programmes": marked("Programmes of articles"),
    "article_sources": marked("Sources of articles"),
    "deadlines": marked("Deadlines and events"),
    "flag_codes": marked("Kinds of flags"),
    "flags": marked("Flags"),
    "literature_authors": marked("Authors of literature"),
    "literature_keywords": marked("Keywords of literature"),
    "mentions": marked("Mentions"),
    "merged": marked("Merged records"),
    "proposals": marked("Proposed names"),
    "rights": marked("Rights"),
    "search_results": marked("Results of saved searches"),
    "searches": marked("Saved searches"),
    "source_texts": marked("Source texts"),
}


def label(name: str) -> str:
    """ "first_line" is "From line"; a column that nobody has named is "Its name"."""
    known = COLUMNS.get(name) or words.FACETS.get(name)
    return gettext(known) if known else name.replace("_", " ").capitalize()


def table(name: str) -> str:
    """ "article_places" is "Places of articles"."""
    known = (words.BROWSED | words.BESIDES | TABLES).get(name)
    return gettext(known) if known else name.replace("_", " ").capitalize()
