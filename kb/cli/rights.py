"""kb rights."""

from __future__ import annotations

from pathlib import Path

import click

from kb.cli.options import store_option, who_option
from kb.rights import rights_of
from kb.store import Store


@click.command()
@click.argument("newsletter", required=False)
@click.argument("said", metavar="[RIGHTS]", required=False)
@store_option
@who_option
def rights(newsletter: str | None, said: str | None, store: Path, who: str) -> None:
    """Say whether everybody may read a newsletter's texts.

    kb rights lists the newsletters; kb rights smartcity-korea "open, CC BY 4.0" opens the texts of
    one, kb rights smartcity-korea closed closes them. It matters to kb serve --public, which shows
    whole texts only where they are open.
    """
    if newsletter is None:
        with Store.open(store) as opened:
            for key, (title, known) in opened.rights().items():
                click.echo(f"{key}  {title}: {known or 'not said, so closed'}")
        return
    if said is None:
        raise click.UsageError("Name the rights as well, such as: open, CC BY 4.0")
    with Store.open(store, write=True) as opened:
        number = opened.permit(newsletter, rights_of(said), who)
    if number is None:
        click.echo(f"{newsletter}: {rights_of(said)}, as before")
    else:
        click.echo(f"change {number}: {newsletter} is {rights_of(said)} (kb undo {number})")
