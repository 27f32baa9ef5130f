"""The whole path of a file on one screen: read, segment, parse, annotate, store.

Publishing needs no step of its own: Datasette reads the store, and the index catches up with it
when it is opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kb import __version__
from kb.annotate.articles import annotate, annotate_lines, names_of
from kb.annotate.names import Names
from kb.authorities import LISTS, Authority, load
from kb.authorities import digest as digest_of_names
from kb.errors import KBError, ReadError
from kb.folding import fold
from kb.model import Annotations, Document, Issue
from kb.readers import NO_ISSUES, SUFFIXES, read_bytes
from kb.readers.limits import check_size
from kb.rights import rights_of
from kb.segment import segment
from kb.segment.family import UNKNOWN, Family, digest, family_of, shipped
from kb.store import Store
from kb.store.reannotate import Stored
from kb.store.save import Saved, Source


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that could not be ingested, and why."""

    path: Path
    error: KBError


@dataclass(frozen=True, slots=True)
class Ingested:
    """A file that was ingested."""

    path: Path
    saved: Saved


def read(path: Path) -> Document:
    """A file as a document. Raises ReadError."""
    return read_bytes(_bytes(path))


def parse(
    path: Path, families: Sequence[Family] | None = None, names: Names | None = None
) -> tuple[Document, Issue]:
    """A file as a document and as the issue in it, annotated. Raises ReadError."""
    document = read(path)
    return document, annotate(document, segment(document, families), names)


def ingest(
    store: Store,
    paths: Iterable[Path],
    who: str,
    families: Sequence[Family] | None = None,
    names: Names | None = None,
) -> Iterator[Ingested | Failed]:
    """Puts files into the store, one transaction each; one that fails does not stop the others.

    `families` are those to know newsletters by, `names` what texts are annotated with; the shipped
    ones where none are given.
    """
    known = shipped() if families is None else families
    names = names or names_for(store)
    for path in paths:
        try:
            saved = _ingest_one(store, path, who, known, names)
        except KBError as error:
            yield Failed(path, error)
        else:
            yield Ingested(path, saved)


def _ingest_one(
    store: Store, path: Path, who: str, families: Sequence[Family], names: Names | None
) -> Saved:
    data = _bytes(path)
    source = Source.of(path, data)
    if saved := store.known(source, {parser(f, families) for f in (*families, UNKNOWN)}):
        return saved
    document = read_bytes(data)
    family = family_of(document, families)
    file = Path(family.file).name if family.file else None
    source = replace(source, parser=parser(family, families), family=file)
    issue = annotate(document, segment(document, (family,)), names)
    saved = store.save(source, document, issue, family.language, who)
    if family.key and family.rights:
        store.permit(family.key, rights_of(family.rights), who, by_file=True)
    return saved


def reannotate(
    store: Store, who: str, authorities: Path | None = None, *, always: bool = False
) -> tuple[int, int]:
    """Annotates what is stored with the authority files as they are now, where they have changed.

    How many issues that changed, and how many were looked at. `authorities` is a folder of one's
    own.
    """
    reviewed = store.reviewed()
    version = digest_of_names(authorities, reviewed)
    annotator = f"{__version__}/{version}"
    if not always and store.annotated_by == annotator:
        return 0, 0
    names = names_of(authorities, version, reviewed)
    changed = issues = 0
    for one in store.texts():
        put = store.put_annotations(_annotated(one, names), who)
        changed += put is not None
        issues += 1
    store.remember_annotator(annotator)
    return changed, issues


def names_for(store: Store, authorities: Path | None = None) -> Names:
    """The names that texts of a store are annotated with: those that ship, those of a folder, and
    what was made of names that were proposed."""
    reviewed = store.reviewed()
    return names_of(authorities, digest_of_names(authorities, reviewed), reviewed)


def entry_for(store: Store, which: str, name: str, authorities: Path | None = None) -> Authority:
    """What the authorities of a list know under a name, as an entry of its own; a new one of that
    name where they know none."""
    wanted = fold(name)
    for one in load(which, authorities, store.reviewed()):
        if any(fold(known) == wanted for known, _ in one.names):
            return one._replace(abbreviations=(), variants=(), searched=(), ambiguous=())
    return Authority(name, LISTS[which])


def review(
    store: Store,
    which: str,
    name: str,
    who: str,
    entry: Authority | None = None,
    note: str | None = None,
    authorities: Path | None = None,
) -> int | None:
    """Accepts a name of a list as `entry`, or rejects it where there is none; the change's number.

    The issues that say it are annotated anew in the same change, so that undo takes all of it back;
    an accepted name's other issues follow with the next ingest or kb annotate.
    """
    decision = store.decision(which, name, entry, note)
    version = digest_of_names(authorities, decision.reviewed)
    names = names_of(authorities, version, decision.reviewed)
    found: dict[str, Annotations] = {}
    for one in store.texts(decision.issues):
        found.update(_annotated(one, names))
    return store.put_decision(decision, found, who)


def _annotated(one: Stored, names: Names) -> dict[str, Annotations]:
    found = annotate_lines(one.lines, one.spans, one.dates, one.issued, names)
    return dict(zip(one.articles, found, strict=True))


def parser(family: Family, families: Sequence[Family]) -> str:
    """What parsed an issue: another version of kb or another family file make another parse.

    For an issue that no family knows it is what all of them know issues by.
    """
    texts = [family.digest] if family.key else sorted(f.marks for f in families)
    return f"{__version__}/{digest(texts)}"


def files_in(paths: Iterable[Path]) -> tuple[list[Path], list[Failed]]:
    """The files that paths name: themselves, and in folders all that have a suffix of an issue.

    What does not exist, and a folder without a readable file, comes back as failed.
    """
    files: list[Path] = []
    failed: list[Failed] = []
    for path in paths:
        found = _files_of(path)
        files += found
        if not found:
            failed.append(Failed(path, _nothing(path)))
    return list(dict.fromkeys(files)), failed


def _files_of(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.exists() else []
    inside = (p for p in sorted(path.rglob("*")) if _is_issue(p) and p.is_file())
    return [
        p for p in inside if not any(part.startswith(".") for part in p.relative_to(path).parts)
    ]


def _is_issue(path: Path) -> bool:
    """Whether the name of a file in a folder is that of an issue: a README is Markdown, too."""
    return path.suffix.lower() in SUFFIXES and path.stem.lower() not in NO_ISSUES


def _nothing(path: Path) -> ReadError:
    if not path.exists():
        return ReadError("there is no such file or folder")
    return ReadError(
        f"holds no file that kb reads ({', '.join(SUFFIXES)}); name the files themselves"
    )


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ReadError("is no file; name a file or a folder")
        check_size(path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be opened: {error.strerror}") from error
