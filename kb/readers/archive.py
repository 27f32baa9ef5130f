"""ZIP archives and the XML in them, opened with care: nothing expands without end or is fetched."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from kb.errors import ReadError
from kb.readers.limits import ENTRIES, EXPANDED, RATIO, XML

_ENTRY = b"PK\x01\x02"  # how the entry of a file in the archive's list begins
_SMALL = 1_000_000  # bytes: what expands to no more is no bomb, whatever its ratio
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, its limits checked. Raises ReadError for a broken one and for a bomb."""
    if data.count(_ENTRY) > 4 * ENTRIES:  # those of archives in it are counted, too
        raise _too_many()
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, UnicodeDecodeError) as error:
        raise ReadError("is a damaged archive; save it anew or copy it again") from error
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise _too_many()
    if sum(entry.file_size for entry in entries) > EXPANDED:
        raise ReadError(
            f"unpacks to more than {EXPANDED // 1_000_000} MB; take out its images, then ingest it"
        )
    if sum(entry.file_size for entry in entries if _is_xml(entry.filename)) > XML:
        raise ReadError(f"holds more than {XML // 1_000_000} MB of text; split it")
    for entry in entries:
        if entry.file_size > max(_SMALL, RATIO * entry.compress_size):
            raise ReadError("unpacks to far more than it holds; it is no document, or damaged")
        if entry.flag_bits & 1:
            raise ReadError("is an archive with a password; save it without one")
    return archive


def _too_many() -> ReadError:
    return ReadError(f"is an archive of more than {ENTRIES} files; ingest its text alone")


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".hpf"))


def names_in(data: bytes) -> frozenset[str]:
    """The names in an archive; none where `data` is none that can be opened.

    Raises ReadError where they are too many.
    """
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    if data.count(_ENTRY) > 4 * ENTRIES:
        raise _too_many()
    try:
        return frozenset(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (*_BROKEN, UnicodeDecodeError):
        return frozenset()


def part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A file of the archive, or None. Never more than the archive has declared.

    Raises ReadError where it is damaged.
    """
    try:
        entry = archive.getinfo(name)
        with archive.open(entry) as file:
            return file.read(entry.file_size + 1)[: entry.file_size]
    except KeyError:
        return None
    except (*_BROKEN, RuntimeError) as error:
        raise ReadError(f"is damaged ({name[:60]}); save it anew or copy it again") from error


def tree(data: bytes) -> etree._Element:
    """The root of an XML document. Entities stay as they are and nothing is fetched.

    Raises ReadError where it is no XML; one that is broken in its midst gives what is sound.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError("holds broken XML; save it anew from the program that made it") from error
    if root is None:
        raise ReadError("holds broken XML; save it anew from the program that made it")
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which differs between versions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
