"""The headers of every answer, whoever made it: Datasette, another plugin, or kb itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Any

from kb.web.safety import page
from kb.web.safety.inline import handlers

if TYPE_CHECKING:
    from datasette.app import Datasette

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
Header = tuple[bytes, bytes]

# What is said once; an answer that says it itself is left alone.
ALWAYS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    # Not no-referrer: forms would then be sent with the origin "null" and be refused.
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
# Cookies of Datasette and of kb, which no script has to read.
COOKIES = (b"ds_", b"kb_")


def guarded(datasette: Datasette) -> Callable[[App], App]:
    """What puts the headers around an ASGI application."""

    def around(app: App) -> App:
        async def answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            secure = scope.get("scheme") == "https" or datasette.setting("force_https_urls")
            with page.answering() as shown:
                await app(scope, receive, _sending(send, shown, secure=bool(secure)))

        return answer

    return around


def _sending(send: Any, shown: page.Page, *, secure: bool) -> Any:
    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = headed(message.get("headers", ()), shown, secure=secure)
            message = {**message, "headers": headers}
        await send(message)

    return sending


def headed(given: Iterable[Header], shown: page.Page, *, secure: bool) -> list[Header]:
    """The headers of an answer with ours. Policies add up: one that it had goes on to hold."""
    headers = [(name.lower(), value) for name, value in given]
    said = dict(headers)
    html = said.get(b"content-type", b"").startswith((b"text/html", b"application/xhtml"))
    policy = shown.policy(handlers) if html else page.OTHERS
    return [
        *((n, _cookie(v, secure=secure) if n == b"set-cookie" else v) for n, v in headers),
        *(each for each in ALWAYS if each[0] not in said),
        (b"content-security-policy", policy.encode("ascii")),
    ]


def _cookie(cookie: bytes, *, secure: bool) -> bytes:
    """One of our cookies with the attributes that it lacks."""
    if not cookie.startswith(COOKIES):
        return cookie
    has = {part.strip().partition(b"=")[0].lower() for part in cookie.split(b";")[1:]}
    wanted = [(b"httponly", b"HttpOnly"), (b"samesite", b"SameSite=lax")]
    wanted += [(b"secure", b"Secure")] if secure else []
    return b"; ".join([cookie, *(text for name, text in wanted if name not in has)])
