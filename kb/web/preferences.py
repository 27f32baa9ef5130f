"""What a visitor prefers: the language of the pages, and light or dark.

The language is the one chosen, which a cookie keeps, else the first that the browser asks for
(RFC 9110, Accept-Language) and the site speaks. The theme is the browser's until one is chosen.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from datasette import Response

LANGUAGES: Mapping[str, str] = {"en": "English", "ko": "한국어"}
THEMES = ("light", "dark")
PATH = "/-/kb/preferences"
YEAR = 31_536_000

Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Preferences:
    """`theme` is None where the browser decides; `address` is that of the page, with its query."""

    language: str = "en"
    theme: str | None = None
    address: str = "/"

    @property
    def arguments(self) -> dict[str, str]:
        """What stands behind the address's question mark, the first value of each name."""
        pairs = parse_qsl(urlsplit(self.address).query)
        return dict(reversed(pairs))

    def switched(self, **to: str) -> str:
        """The query of PATH that changes a preference and leads back to this page."""
        return urlencode([*to.items(), ("back", self.address)])


NONE = Preferences()
_current: ContextVar[Preferences] = ContextVar("kb_preferences", default=NONE)


def current() -> Preferences:
    """The preferences of the request that is being answered."""
    return _current.get()


def remembered(app: App) -> App:
    """An ASGI application that knows the visitor's preferences while it answers."""

    async def answer(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        token = _current.set(preferences_of(scope))
        try:
            await app(scope, receive, _in_language(send))
        finally:
            _current.reset(token)

    return answer


def preferences_of(scope: Scope) -> Preferences:
    headers = dict(scope.get("headers", ()))
    cookies = _cookies(headers.get(b"cookie", b"").decode("latin-1"))
    language, theme = cookies.get("kb_language", ""), cookies.get("kb_theme", "")
    if language not in LANGUAGES:
        language = negotiated(headers.get(b"accept-language", b"").decode("latin-1"))
    path = scope.get("raw_path") or scope["path"].encode()
    query = scope.get("query_string", b"")
    address = (path.partition(b"?")[0] + (b"?" + query if query else b"")).decode("latin-1")
    return Preferences(language, theme if theme in THEMES else None, address)


def negotiated(accepted: str) -> str:
    """The language of LANGUAGES that an Accept-Language header weighs most, English where none."""
    weighed = [(-weight, place, tag) for place, (tag, weight) in enumerate(_ranges(accepted))]
    return next((tag for _, _, tag in sorted(weighed) if tag in LANGUAGES), "en")


async def choose(request: Any) -> Response:
    """/-/kb/preferences?language=ko&back=/search keeps a preference and goes back."""
    response = Response.redirect(_local(request.args.get("back") or "/"), status=303)
    for name, allowed in (("language", LANGUAGES), ("theme", THEMES)):
        value = request.args.get(name)
        if value in allowed:
            response.set_cookie(
                f"kb_{name}",
                value,
                max_age=YEAR,
                httponly=True,
                secure=request.scheme == "https",
                samesite="lax",
            )
    return response


def _in_language(send: Any) -> Any:
    """Pages say their language, and caches that it depends on the visitor."""

    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", ()))
            kinds = [value for name, value in headers if name.lower() == b"content-type"]
            if any(kind.startswith(b"text/html") for kind in kinds):
                headers.append((b"content-language", current().language.encode()))
                headers.append((b"vary", b"accept-language, cookie"))
                message = {**message, "headers": headers}
        await send(message)

    return sending


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _ranges(accepted: str) -> Iterator[tuple[str, float]]:
    """ "ko-KR,ko;q=0.9" gives ("ko", 1.0), ("ko", 0.9); what cannot be read is left out."""
    for part in accepted.split(","):
        tag, _, parameter = part.partition(";")
        name, _, value = parameter.strip().partition("=")
        try:
            weight = float(value) if name == "q" else 1.0
        except ValueError:
            continue
        if weight > 0:
            yield tag.strip().partition("-")[0].lower(), weight


def _local(address: str) -> str:
    """The address where it is one of this site; "//elsewhere" and "https:…" lead home."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() and address.isascii() else "/"
