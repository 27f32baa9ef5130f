"""How files are damaged, by bad luck or by intent: a step is a function from bytes to bytes."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib
from collections.abc import Callable
from random import Random

PIECES: tuple[bytes, ...] = (
    *(b"\n", b"\n\n", b"\r", b"\r\n", b"\0", b"\x0c", b"\xe2\x80\xa8", b"\xc2\x85", b"\xc2\xa0"),
    *(b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x1b$)C", b"\x0e\x0f"),
    *("²".encode(), "٣".encode(), "\u202e".encode(), "\U0001f600".encode(), "ㅎㅎ".encode("cp949")),
    *(b"<div>", b"</div>", b"<p", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<script>", b"<td>"),
    *(b"<a href=x>", b"</a>", b"<h2>", b"<li>", b"<br>", b"<main>", b"<pre>", b"<svg>", b"<title>"),
    *(b' style="display:none"', b' style="font-size:0"', b' class="nav"', b"&#0;", b"&#x110000;"),
    *(b"&nbsp;", b"&e;", b'<meta charset="utf-7">', b'<?xml version="1.0" encoding="utf-16"?>'),
    *(b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>', b"<html", b"<body>"),
    *(b"# ", b"## ", b"> ", b"- ", b"1. ", b"    ", b"\t", b"```\n", b"~~~", b"---\n", b"+++\n"),
    *(b"===\n", b"|", b"|---|\n", b"**", b"__", b"[", b"](", b"[a]: b\n", b"[^1]: ", b"![", b"`"),
    *(
        b"--a\n",
        b"--a--\n",
        b"Content-Type: multipart/mixed; boundary=a\n\n",
        b"=?euc-kr?B?",
        b"?=",
    ),
    *(b"Content-Type: multipart/alternative; boundary=\n\n", b"Content-Type: message/rfc822\n\n"),
    *(b"charset*1=x;charset*0*=y''%ff;", b"charset=idna\n", b'charset="\0"', b"; name*=utf-8''%00"),
    *(b"Content-Transfer-Encoding: base64\n", b"Content-Transfer-Encoding: x-uuencode\n"),
    *(b"begin 644 x\n", b"From a 12:00:00 2002\nFrom: x\n", b"=\n", b"=3D", b"=C3=28"),
    *(b"2022.99.99. / X", b"9999-12-31", b"2022.02.30.", b"'22. 4. 29.", b"0000.00.00.", b"[A] "),
    *(b"In this issue\n", b"References\n", b"pp. 1-2 (2021) Vol. 3", b"No. 27", b"@", b"- - - -"),
    *(b"obj", b"endobj", b"stream\n", b"endstream", b"<<", b">>", b"/Length -1", b"/Kids [1 0 R]"),
    *(b"99999999999999999999", b"-1", b"NaN", b"1e309", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff"),
    *(b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"%PDF-1.7", b"%%EOF", b"BT", b"ET", b"Tj"),
)

Step = Callable[[Random, bytes], bytes]


def _place(chance: Random, data: bytes) -> int:
    return chance.randrange(len(data) + 1)


def cut(chance: Random, data: bytes) -> bytes:
    """The file ends too early, or begins too late."""
    at = _place(chance, data)
    return data[:at] if chance.random() < 0.7 else data[at:]


def flip(chance: Random, data: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12) if data else 0):
        changed[chance.randrange(len(data))] = chance.choice((0, 9, 10, 13, 32, 0x80, 0xFF, 60))
    return bytes(changed)


def put(chance: Random, data: bytes) -> bytes:
    """Something is there that has a meaning, once or many times."""
    at = _place(chance, data)
    times = chance.choice((1, 1, 1, 2, 30, 400))
    return data[:at] + chance.choice(PIECES) * times + data[at:]


def wrap(chance: Random, data: bytes) -> bytes:
    """One piece before every line."""
    piece = chance.choice(PIECES)
    return piece + data.replace(b"\n", b"\n" + piece)


def take_out(chance: Random, data: bytes) -> bytes:
    """A stretch is missing."""
    at = _place(chance, data)
    return data[:at] + data[at + chance.randrange(1, 300) :]


def repeat(chance: Random, data: bytes) -> bytes:
    """A stretch comes again, somewhere."""
    at, to = _place(chance, data), _place(chance, data)
    stretch = data[at : at + chance.randrange(1, 500)]
    return data[:to] + stretch * chance.choice((1, 2, 50)) + data[to:]


def other_end(chance: Random, data: bytes) -> bytes:
    """All line ends are others."""
    return data.replace(b"\n", chance.choice((b"\r", b"\r\n", b"\n\n", b"\x0b", b" ", b"\0")))


def other_charset(chance: Random, data: bytes) -> bytes:
    """The bytes are those of another encoding than the file says."""
    name = chance.choice(("utf-16-le", "utf-16-be", "utf-32", "cp949", "cp1252", "iso2022_kr"))
    return data.decode("utf-8", "replace").encode(name, "replace")


STEPS: tuple[Step, ...] = (
    *(cut, flip, flip, put, put, put, put),
    *(wrap, take_out, repeat, other_end, other_charset),
)


def within_archive(chance: Random, data: bytes) -> bytes:
    """A ZIP archive, one of its parts damaged, renamed, doubled or gone."""
    files = {}
    broken = (
        zipfile.BadZipFile,
        ValueError,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        OSError,
    )
    with contextlib.suppress(*broken, EOFError), zipfile.ZipFile(io.BytesIO(data)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    if not files:
        return data
    name = chance.choice(sorted(files))
    how = chance.random()
    if how < 0.75:
        files[name] = chance.choice(STEPS)(chance, files[name])
    elif how < 0.85:
        del files[name]
    elif how < 0.95:
        other = chance.choice(
            ("../" + name, name.upper(), name * 2, "a\0b", chance.choice(sorted(files)))
        )
        files[other] = files[name]
    else:
        files[name] = data
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def damaged(chance: Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    """The file after a few steps; spliced with another one at times."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        if data.startswith(b"PK") and chance.random() < 0.85:
            data = within_archive(chance, data)
        elif chance.random() < 0.05:
            other = chance.choice(others)
            data = data[: _place(chance, data)] + other[_place(chance, other) :]
        else:
            data = chance.choice(STEPS)(chance, data)
        data = data[:200_000]
    return data
