"""LaTeX as BibTeX files have it, to Unicode text and back.

Accents, special letters, quotation marks and dashes are read here; any other command that has a
character of its own is looked up in pylatexenc's table. Commands that only set type disappear.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

_SPECIAL = re.compile(r"[\\{}$~^_`']|--|\?`|!`")
_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t]*\n?[ \t]*|\\(?P<sign>.)|(?P<dash>-{2,3})"
    r"|(?P<quote>``|''|\?`|!`)|(?P<one>[{}$~^_])|(?P<text>[^\\{}$~^_`'?!-]+|.)",
    re.DOTALL,
)
_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ",
    "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "textbackslash": "\\", "backslash": "\\", "ldots": "…",
    "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "textbraceleft": "{",
    "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_",
    "textquotesingle": "'", "textquotedbl": '"', "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textdollar": "$", "textdegree": "°",
    "textless": "<", "textgreater": ">", "textbar": "|", "copyright": "©", "pounds": "£", "S": "§",
    "P": "¶", "euro": "€", "texteuro": "€", "texttrademark": "™", "textregistered": "®",
    "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "slash": "/", "newline": " ", "quad": " ",
    "sim": "∼", "par": " ", "relax": "", "protect": "", "space": " ",
}  # fmt: skip
_DEEP = 50
"""Groups in one another beyond which a value is no LaTeX that anybody wrote."""
_DROPPED = frozenset("cite citep citet label hspace vspace href".split())
"""Commands whose first argument is no text of the value."""
_HIGH = str.maketrans("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ")
_LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_QUOTES = {"``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_WRITTEN = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$",
        "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)")


def decode(text: str) -> str:
    """The text that a value of BibTeX stands for, composed (NFC).

    >>> decode(r"{E}rd{\\H o}s--Sz\\'ekeres $\\Sigma^{0}$")
    'Erdős–Székeres Σ⁰'
    """
    if not _SPECIAL.search(text):
        return text
    if _depth(text) > _DEEP:
        text = text.replace("{", "").replace("}", "")
    return unicodedata.normalize("NFC", _Decoder(text).group())


def _depth(text: str) -> int:
    """How many groups lie in one another."""
    signs = accumulate((c == "{") - (c == "}") for c in text if c in "{}")
    return max(signs, default=0)


def encode(text: str) -> str:
    """The text as a value of BibTeX: only the signs that LaTeX reads otherwise are written out."""
    return _LIGATURE.sub("{}", text.translate(_WRITTEN))


class _Decoder:
    """Reads a value token by token; one that is not closed ends where the text ends."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_TOKEN.finditer(text))
        self.at = 0
        self.math = False
        self.level = 0
        self.dollars = sum(t["one"] == "$" for t in self.tokens) % 2 == 0

    def group(self) -> str:
        """Up to the brace that closes, which is taken, too."""
        out: list[str] = []
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token["one"] == "}":
                break
            out.append(self.token(token))
        return "".join(out)

    def token(self, token: re.Match[str]) -> str:
        """What a token stands for, with its argument where it takes one."""
        kind = token.lastgroup
        if kind == "word":
            return self.command(token["word"], token.group())
        if kind == "sign":
            return self.sign(token["sign"])
        if kind == "dash":
            return "–" if len(token["dash"]) == 2 else "—"
        if kind == "quote":
            return _QUOTES[token["quote"]]
        return self.one(token["one"]) if kind == "one" else token["text"]

    def one(self, sign: str) -> str:
        if sign == "{":
            return self.group()
        if sign == "$" and self.dollars:
            self.math = not self.math
            return ""
        if sign in "^_" and self.math:
            return self.shifted(_HIGH if sign == "^" else _LOW)
        return " " if sign == "~" else sign

    def sign(self, sign: str) -> str:
        """A command of one sign: an accent, a sign of its own, or a blank."""
        if sign in _ACCENTS:
            return self.accented(sign)
        return " " if sign in "\\/,;: \n" else "" if sign in "-()[]" else sign

    def command(self, name: str, written: str) -> str:
        if name in _ACCENTS and (written[-1].isspace() or self.next_is("{")):
            return self.accented(name)
        if name in ("textsuperscript", "textsubscript"):
            return self.shifted(_HIGH if "super" in name else _LOW)
        if name in _DROPPED:
            self.argument()
            return ""
        return _LETTERS[name] if name in _LETTERS else _symbol(name)

    def accented(self, accent: str) -> str:
        group, rest = self.argument()
        if not group:
            return accent if not accent.isalpha() else ""
        letter = {"ı": "i", "ȷ": "j"}.get(group[0], group[0])
        return unicodedata.normalize("NFC", letter + _ACCENTS[accent]) + group[1:] + rest

    def shifted(self, table: dict[int, int]) -> str:
        """The argument raised or lowered, where all of its characters can be."""
        group, rest = self.argument()
        return (group.translate(table) if all(ord(c) in table for c in group) else group) + rest

    def argument(self) -> tuple[str, str]:
        """The next group, command or letter, and the letters behind that one."""
        while self.at < len(self.tokens) and self.tokens[self.at].group().isspace():
            self.at += 1
        over = self.at == len(self.tokens) or self.level > _DEEP
        if over or self.tokens[self.at]["one"] == "}":
            return "", ""
        token = self.tokens[self.at]
        self.at += 1
        if text := token["text"]:
            return text[0], text[1:]
        self.level += 1
        group = self.token(token)
        self.level -= 1
        return group, ""

    def next_is(self, sign: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at].group() == sign


@lru_cache(maxsize=1024)
def _symbol(name: str) -> str:
    """The character of a command that pylatexenc knows; nothing for one that sets type."""
    from pylatexenc.latex2text import get_default_latex_context_db

    known = get_default_latex_context_db().get_macro_spec(name)
    text = known.simplify_repl if known else None
    return text if isinstance(text, str) and "%" not in text else ""
