"""What HTML says of how its lines are set."""

from __future__ import annotations

import pytest

from kb.readers import read_bytes


def looks(body: str) -> dict[str, str]:
    page = f"<html><body>{body}</body></html>"
    return {block.text: block.look for block in read_bytes(page.encode()).blocks}


@pytest.mark.parametrize(
    ("markup", "look"),
    [
        ("<p style='font-size:20px'>A</p>", "20px"),
        ("<p style='FONT-SIZE: 20PX'>A</p>", "20px"),
        ("<p style='font:bold 14px/1.2 Arial'>A</p>", "14px heavy"),
        ("<p><font size='4' color='Red'>A</font></p>", "4 red"),
        ("<p><b>A</b></p>", "heavy"),
        ("<p><em>A</em></p>", "slanted"),
        ("<p class='tit big'>A</p>", "tit.big"),
        ("<div style='color:#333'><p>A</p></div>", "#333"),
        ("<div style='font-weight:700'><p style='font-weight:400'>A</p></div>", ""),
        ("<table bgcolor='#eee'><tr><td>A</td></tr></table>", "#eee"),
        ("<p style='background:url(a.png)'>A</p>", ""),
        ("<p>A</p>", ""),
    ],
)
def test_a_line_has_the_look_that_its_markup_gives(markup: str, look: str) -> None:
    assert looks(f"{markup}<p>B</p>")["A"] == look


def test_lines_set_alike_look_alike_and_others_do_not() -> None:
    found = looks("".join(f"<p style='font-size:{s}px'>{s} {n}</p>" for s in (9, 14) for n in "ab"))
    assert found["9 a"] == found["9 b"] != found["14 a"] == found["14 b"]
