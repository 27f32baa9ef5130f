"""What kind of work a reference names: the CSL type, by its marker, its words and its fields."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.model import Record

# GB/T 7714: [J], [M/OL]
_MARKER = re.compile(r"[\[［](?P<kind>[A-Z]{1,2})(?:\s?[/／]\s?[A-Z]{2})?[\]］]")
_MARKED = {
    "J": "article-journal",
    "M": "book",
    "C": "paper-conference",
    "D": "thesis",
    "R": "report",
    "N": "article-newspaper",
    "S": "standard",
    "P": "patent",
    "G": "book",
    "EB": "webpage",
    "DB": "dataset",
    "DS": "dataset",
    "CP": "software",
    "CM": "map",
    "A": "manuscript",
}
_THESIS = re.compile(
    r"\b(?:thesis|theses|dissertation|diplomarbeit|magisterarbeit|masterarbeit|bachelorarbeit|"
    r"habilitationsschrift|thèse|ph\.?\s?d|tesis|diss\b|doctorat)|"
    r"학위\s?논문|(?:박사|석사)\s?논문|[学學]位[论論]文|(?:博士|硕士|碩士|修士)[论論]文",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:reports?|working papers?|technical memo(?:randum)?|white paper|arbeitspapier|"
    r"(?:forschungs|arbeits|abschluss)bericht|discussion papers?|tech\. rep)\b|"
    r"보고서|정책연구|研究报告|報告書",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:proceedings|proc\b|conference|conf\b|symposium|symp\b|workshop|congress|tagungsband|"
    r"kongress|colloquium|colloque|advances in neural)|"
    r"학술\S*대회|발표\S*논문집|会议|大会论文集|研讨会",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"^(?:「|『|《)?[가-힣·ㆍ\s]{1,40}(?:법|법률|시행령|시행규칙|조례|고시|훈령)(?:」|』|》)?"
    r"(?:\s|,|$|\(|제)|법률 제\s?\d+호|"
    r"^《?[一-鿿]{2,30}(?:法|条例|规定|办法|解释)》?(?:[（(,，]|$)|"
    r"\b(?:Act of \d{4}|Public Law|Pub\. ?L\.|U\.S\.C\.|Directive \d+|BGBl|Stat\. \d+)"
)
_STANDARD = re.compile(
    r"\b(?:ISO(?:/IEC)?|IEC|DIN|EN ISO|KS [A-Z]|GB/?T?|ANSI|ASTM|IEEE Std\.?|RFC|JIS [A-Z]|ITU-T)"
    r"[\s-]?[A-Z]?\.?\s?\d[\d.:\-]*"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the kind is told by, besides the record's fields."""

    text: str
    genre: str = ""
    opens_in: bool = False


def kind(record: Record, evidence: Evidence) -> str:
    """The CSL 1.0.2 type."""
    marker = _MARKER.search(evidence.text)
    if marker and marker["kind"] in _MARKED:
        return _chapter(record, _MARKED[marker["kind"]])
    container = record.container_title or ""
    if _STANDARD.search(record.title or "") and not container:
        return "standard"
    if _THESIS.search(f"{evidence.genre} {record.publisher or ''} {record.note or ''}"):
        return "thesis"
    if _LAW.search(evidence.text) and not record.author:
        return "legislation"
    if container:
        return _contained(record, container, evidence)
    return _alone(record, evidence)


def _chapter(record: Record, marked: str) -> str:
    return "chapter" if marked == "book" and record.container_title else marked


def _contained(record: Record, container: str, evidence: Evidence) -> str:
    if _MEETING.search(container):
        return "paper-conference"
    if record.issue or (record.volume and not record.editor and not record.publisher):
        return "article-journal"
    if evidence.opens_in or record.editor or (record.publisher and record.page):
        return "chapter"
    if re.search(r"일보|신문|日报|晚报|新聞|\b(?:Times|Zeitung|Herald|Gazette)\b", container):
        return "article-newspaper"
    return "article-journal" if record.volume or record.page else "article"


def _alone(record: Record, evidence: Evidence) -> str:
    if _REPORT.search(f"{evidence.genre} {record.title or ''} {record.note or ''}"):
        return "report"
    if record.URL and not record.publisher:
        return "webpage"
    return "book" if record.publisher or record.publisher_place else "document"
