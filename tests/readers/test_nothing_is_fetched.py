"""Nothing that a document names is fetched or executed."""

from __future__ import annotations

import io
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from kb.errors import ReadError
from kb.readers import read_bytes
from kb.segment import segment
from scripts.benchmarks import formats, made
from tests import office_files as office
from tests.readers import hostile

SECRET = "what stands in a file of the reader's own"  # noqa: S105


class Server:
    """A web server on this machine that notes what it is asked for."""

    def __init__(self) -> None:
        asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_error(404)

            do_HEAD = do_POST = do_GET

            def log_message(self, format: str, *args: Any) -> None:
                """Prints nothing."""

        self.asked = asked
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    started = Server()
    thread = threading.Thread(target=started.http.serve_forever, daemon=True)
    thread.start()
    yield started
    started.http.shutdown()
    started.http.server_close()


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """The address of a file that no document may bring in."""
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


def declared(url: str, secret: str) -> str:
    """A document type that names entities here and elsewhere."""
    return (
        f'<!DOCTYPE a SYSTEM "{url}/a.dtd" [<!ENTITY % p SYSTEM "{url}/p.ent"> %p; '
        f'<!ENTITY far SYSTEM "{url}/far.txt"><!ENTITY own SYSTEM "{secret}">]>'
    )


def web_page(url: str, secret: str) -> bytes:
    return f"""{declared(url, secret)}<html><head><base href="{url}/"><meta http-equiv="refresh"
    content="0; url={url}/refresh"><link rel="stylesheet" href="{url}/a.css">
    <style>@import "{url}/b.css"; p {{ background: url({url}/b.png) }}</style>
    <script src="{url}/a.js"></script></head><body onload="fetch('{url}/onload')"
    background="{url}/c"><p>The issue &far; &own;</p><img src="{url}/a.png"
    srcset="{url}/2.png 2x"><iframe src="{url}/f"></iframe>
    <object data="{url}/o"></object><embed src="{url}/e"><video src="{url}/v"></video>
    <svg><image href="{url}/s.svg"/></svg><iframe src="{secret}"></iframe></body></html>""".encode()


def mail(url: str, secret: str) -> bytes:
    head = f"Subject: Issue\nFrom: a@b.example\nMIME-Version: 1.0\nList-Unsubscribe: <{url}/u>\n"
    outer = f"""{head}Content-Type: multipart/mixed; boundary=x

--x
Content-Type: message/external-body; access-type=URL; URL="{url}/body"

Content-Type: text/plain

--x
Content-Type: text/html

"""
    return outer.encode() + web_page(url, secret) + b"\n--x--\n"


def markdown(url: str, secret: str) -> bytes:
    return f"""# The issue

## Part

![image]({url}/a.png) [link]({url}/link) ![own]({secret})

<img src="{url}/b.png"> <script src="{url}/a.js"></script>

{{% include "{secret}" %}}

[ref]: {url}/ref
""".encode()


def hwpx(url: str, secret: str) -> bytes:
    section = office.SECTION.replace("대구시가", '&far;&own;<hp:pic href="x"/>The issue')
    data = declared(url, secret) + section
    header = declared(url, secret) + office.HEADER
    return office.hwpx(data, **{"Contents/header.xml": header})


def word(url: str, secret: str) -> bytes:
    """A template, a picture and a page elsewhere, macros, and a field that brings in a file."""
    with zipfile.ZipFile(io.BytesIO(formats.word(made.issue(2)))) as opened:
        files: dict[str, str | bytes] = {name: opened.read(name) for name in opened.namelist()}
    kinds = ("image", "attachedTemplate", "subDocument", "frame", "hyperlink", "oleObject")
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    places = [(kind, f"{url}/{kind}") for kind in kinds] + [(kind, secret) for kind in kinds]
    relations = "".join(
        f'<Relationship Id="far{n}" Type="{base}/{kind}" Target="{place}" TargetMode="External"/>'
        for n, (kind, place) in enumerate(places)
    )
    name = "word/_rels/document.xml.rels"
    known = files[name]
    body = files["word/document.xml"]
    assert isinstance(known, bytes)
    assert isinstance(body, bytes)
    files[name] = known.replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    field = f"""<w:p><w:r><w:instrText>INCLUDETEXT "{url}/i" DDEAUTO c:\\\\cmd</w:instrText></w:r>
    <w:r><w:t>The issue &far;&own;</w:t></w:r></w:p><w:altChunk r:id="far3"/>"""
    files["word/document.xml"] = body.replace(b"<w:body>", b"<w:body>" + field.encode(), 1).replace(
        b"<w:document", declared(url, secret).encode() + b"<w:document", 1
    )
    files["word/vbaProject.bin"] = b"Attribute VB_Name: Sub AutoOpen()"
    return office.archive(files)


def pdf(url: str, secret: str) -> bytes:
    """An action on opening, a form that sends itself, a page and a file elsewhere."""
    address = url.encode()
    action = b"<</S /URI /URI (%s/open) /Next <</S /JavaScript /JS (app.launchURL('%s/js'))>> >>"
    text = hostile.stream(b"BT /T 10 Tf 9 9 Td (The issue) Tj ET")
    return hostile.pdf_of(
        [
            b"<</Type /Catalog /Pages 2 0 R /OpenAction %s>>" % (action % (address, address)),
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Annots [6 0 R]"
            b" /Resources <</Font <</T 5 0 R>> >> /AA <</O <</S /SubmitForm /F (%s/f)>> >> >>"
            % address,
            text,
            b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
            b"<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /GoToR /F (%s)>> >>"
            % secret.encode(),
        ]
    )


HOSTILE: dict[str, Callable[[str, str], bytes]] = {
    "HTML": web_page,
    "XHTML": lambda url, secret: b'<?xml version="1.0"?>' + web_page(url, secret),
    "mail": mail,
    "Markdown": markdown,
    "HWPX": hwpx,
    "DOCX": word,
    "PDF": pdf,
    "text": lambda url, secret: f"The issue {url}/a {secret} `curl {url}/b` $(id)".encode(),
}


def test_the_server_hears_what_is_fetched(server: Server) -> None:
    """So that the other tests mean something."""
    import urllib.error
    import urllib.request

    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(f"{server.url}/heard")  # noqa: S310
    assert server.asked == ["/heard"]
    server.asked.clear()


@pytest.mark.parametrize("form", HOSTILE)
def test_nothing_is_fetched_and_no_file_is_brought_in(
    form: str, server: Server, secret: str
) -> None:
    document = read_bytes(HOSTILE[form](server.url, secret))
    issue = segment(document)
    assert "The issue" in document.text
    assert SECRET not in repr((document, issue))
    assert server.asked == []


def test_a_page_in_xhtml_prints_no_warning() -> None:
    program = "from kb.readers import read_bytes; read_bytes(b'<?xml version=\"1.0\"?><html><p>a')"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stderr == b""


def expanding(levels: int) -> str:
    """Entities that each stand for ten of the one before."""
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "words "}">' for n in range(levels)
    )
    return f"<!DOCTYPE a [{entities}]>"


@pytest.mark.parametrize("place", ["text", "attribute"])
def test_entities_do_not_expand(place: str) -> None:
    use = "&e9;" if place == "text" else '<hp:t charPrIDRef="&e9;"/>'
    section = expanding(10) + office.SECTION.replace("대구시가", f"{use}대구시가")
    try:
        text = read_bytes(office.hwpx(section)).text
    except ReadError:
        return
    assert len(text) < 1_000
