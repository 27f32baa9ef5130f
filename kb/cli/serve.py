"""kb serve."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.options import index_option, store_option
from kb.store import Store
from kb.web.serve import serve as run


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--public", is_flag=True, help="For the open web: hide who did what, and closed texts."
)
@click.option("--root", is_flag=True, help="Print an address that signs you in, once; for SQL.")
@store_option
@index_option
def serve(
    port: int, host: str, public: bool, root: bool, store: Path, index_url: str | None
) -> None:
    """Open the website, on Datasette. Ctrl-C ends it.

    Visitors read and search; who has signed in may run SQL as well. What --public hides they see.
    """
    Store.open(store).close()
    signed = _say_sign_in if root else None
    run(store, port, host=host, public=public, index_url=index_url, ready=_say, sign_in=signed)


def _say(address: str) -> None:
    click.echo(f"kb is at {address} (Ctrl-C ends it)")


def _say_sign_in(address: str) -> None:
    click.echo(f"To sign in, open once: {address}")
