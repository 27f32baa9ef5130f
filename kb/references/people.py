"""A list of names as a reference prints it: each name's parts are tagged, then put in CSL order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.folding import squeeze
from kb.model import Name
from kb.references.hanja import han_name, is_family
from kb.references.names import is_body, read_name
from kb.references.spans import BEGIN
from kb.references.tagging.features import features
from kb.references.tagging.model import load
from kb.references.tokens import Token, tokenize

# 홍순구 외 3인 / et al. / 等 / u. a.
_OTHERS = re.compile(
    r"[\s,，;]*(?:\bet\.?\s?al\b\.?|\band others\b|\bu\.\s?a\.(?!\w)|"
    r"외(?:\s*\d+\s*[인명])?(?=[\s.,)]|$)|"
    r"等(?=[\s.,，。:：]|$)|ほか|"
    r"(?:…|\.\.\.)(?=\s*&))[\s,.]*",
    re.IGNORECASE,
)
# (Hrsg.), eds., 主编, 편 and so on are no part of a name
_ROLES = re.compile(
    r"[(\[（［]\s*(?:eds?|hrsg|hg|trans|übers|comps?|coord|dir|coords?|편|편저|엮음|역|編|编)\.?\s*[)\]）］]"
    r"|(?:\b(?:edited|translated|herausgegeben|hrsg\.|ed\.|eds\.|trans\.|übers\.)\s+(?:by|von|v\.)(?=\s))"
    r"|^\s*in\s?:?\s|\b(?:eds?|hrsg|hg|editors?|trans|translators?)\b\.?|"
    r"(?:主编|主編|编著|編著|编译|译注|监修|監修|[编編译訳譯著撰等])\s*[.,，:：]?\s*$"
    r"|\s(?:편저|편|엮음|옮김|지음|역|저|글|공저)\s*[.,]?\s*$",
    re.IGNORECASE,
)
_HANGUL = re.compile(r"[가-힣](?:[\s가-힣]*[가-힣])?")
# [美] / 〔日〕 / （德） before a translated author
_COUNTRY = re.compile(r"[\[［〔【（(]\s?[一-鿿]{1,3}\s?[\]］〕】）)]\s*")
_MARKS = " \t,.;:，。；：、·&/()[]（）［］"


def people(text: str) -> tuple[Name, ...]:
    """The names in the order of the list; "et al." and roles are left out."""
    text = _COUNTRY.sub("", squeeze(_OTHERS.sub(" , ", _ROLES.sub(" ", text))))
    tokens = tokenize(text)
    if not tokens:
        return ()
    if is_body(text.strip(_MARKS)) and not re.search(r"[,;&·、，]|\band\b", text.strip(_MARKS)):
        return (Name(literal=text.strip(_MARKS)),)
    labels = load("names").labels_of(features(tokens))
    names = (_name(text, *part) for part in _parts(tokens, labels))
    return tuple(name for name in names if name)


def _parts(
    tokens: Sequence[Token], labels: Sequence[str]
) -> Iterator[tuple[Sequence[Token], Sequence[str]]]:
    """The tokens of each name with their labels."""
    first = 0
    for i in range(1, len(tokens) + 1):
        if i == len(tokens) or (
            labels[i].endswith(BEGIN) and not _given_follows(tokens[i - 1 : i + 1])
        ):
            yield tokens[first:i], [label.removesuffix(BEGIN) for label in labels[first:i]]
            first = i


def _given_follows(pair: Sequence[Token]) -> bool:
    """Whether a blank stands between a Japanese family name and a given one: 佐藤 太郎."""
    family, given = pair
    return is_family(family.text) and given.start > family.end and "⺀" <= given.text[0] <= "鿿"


def _name(text: str, tokens: Sequence[Token], labels: Sequence[str]) -> Name | None:
    """One name; Hangul and Han have their own order, bodies stay whole."""
    part = {label: _piece(text, tokens, labels, label) for label in "fglx"}
    family, given, literal = part["f"], part["g"], part["l"]
    whole = text[tokens[0].start : tokens[-1].end].strip(_MARKS)
    kept = [
        token
        for token, label in zip(tokens, labels, strict=True)
        if label in "fgl" or (token.text[0] >= "⺀" and token.text[0].isalnum())
    ]
    if not kept:
        return None
    solid = text[kept[0].start : kept[-1].end].strip(_MARKS)
    if not solid:
        return None
    if _HANGUL.fullmatch(solid):
        return read_name(solid) or Name(literal=solid)
    if solid[0] >= "⺀" and solid[0] not in "·":
        return han_name(solid)
    if literal or not family:
        return Name(literal=literal or whole) if literal or whole else None
    words = family.split()
    particle = None
    inverted = next(i for i, label in enumerate(labels) if label == "f") == 0
    lower = next((n for n, word in enumerate(words) if not word[0].islower()), 0)
    if lower and not inverted:
        particle, family = " ".join(words[:lower]), " ".join(words[lower:])
    return Name(family, given or None, non_dropping_particle=particle, suffix=part["x"] or None)


def _piece(text: str, tokens: Sequence[Token], labels: Sequence[str], wanted: str) -> str:
    """The text of the tokens with one label, from the first to the last that touch."""
    runs: list[tuple[int, int]] = []
    for token, label in zip(tokens, labels, strict=True):
        if label != wanted:
            continue
        if runs and not text[runs[-1][1] : token.start].strip():
            runs[-1] = (runs[-1][0], token.end)
        else:
            runs.append((token.start, token.end))
    piece = " ".join(text[start:end] for start, end in runs)
    return piece.strip(" ,;:，；&") if wanted != "f" else piece.strip(" ,;:.，；&")
