"""Links of an article that a person adds or takes out; what annotating finds later leaves them."""

from __future__ import annotations

from kb.authorities import Authority
from kb.errors import NotFound
from kb.store.annotated import BY_HAND, links, without_empty
from kb.store.articles import ARTICLE
from kb.store.changes import changing
from kb.store.database import Database
from kb.store.rows import Doc

_FIELDS = ("name", "kind", "country", "region", "ko", "latitude", "longitude")


def link(db: Database, article: str, which: str, entry: Authority, who: str) -> int | None:
    """Links an article to a name of a list, whatever its text says; the change's number.

    None where it is linked already. Raises NotFound where there is no such article.
    """
    mention = {key: value for key in _FIELDS if (value := getattr(entry, key)) is not None}
    with changing(db, who, f"link {which}: {entry.name}") as changes:
        doc = _article(db, article)
        if not _linked(doc, which, entry.name):
            changes.put(_with(doc, which, {entry.name: mention}))
    return changes.number


def unlink(db: Database, article: str, which: str, name: str, who: str) -> int | None:
    """Takes a link out, so that annotating does not bring it back; the change's number.

    Raises NotFound where the article is not linked to the name.
    """
    with changing(db, who, f"unlink {which}: {name}") as changes:
        doc = _article(db, article)
        if not _linked(doc, which, name):
            raise NotFound(
                f"{article} has no link to {name} among its {which}; kb link list {article} "
                "shows those that it has"
            )
        changes.put(_with(doc, which, {name: None}))
    return changes.number


def leave_to_text(db: Database, article: str, which: str, name: str, who: str) -> int | None:
    """Leaves a name to what annotating finds, again; the change's number, None where it was."""
    with changing(db, who, f"leave {which} to the text: {name}") as changes:
        doc = _article(db, article)
        if name in ((doc.get(BY_HAND) or {}).get(which) or {}):
            changes.put(_with(doc, which, {}, without=name))
    return changes.number


def _with(doc: Doc, which: str, chosen: Doc, without: str = "") -> Doc:
    """The document with names of a list that a person chose."""
    before = doc.get(BY_HAND) or {}
    of_list = {**(before.get(which) or {}), **chosen}
    of_list.pop(without, None)
    lists = {**before, which: of_list}
    return without_empty({**doc, BY_HAND: {of: names for of, names in lists.items() if names}})


def _linked(doc: Doc, which: str, name: str) -> bool:
    return name in {one["name"] for one in links(doc, which).values()}


def _article(db: Database, identifier: str) -> Doc:
    doc = ARTICLE.read(db, identifier)
    if doc is None:
        raise NotFound(f"there is no article {identifier}; kb search finds ids")
    return doc
