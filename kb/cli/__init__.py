"""The command line. Each command reads its arguments, calls the library, and prints.

Commands are imported when they are called, so that a search does not wait for the website.
"""

from __future__ import annotations

import io
import os
import sqlite3
import sys
from contextlib import suppress
from importlib import import_module

import click

from kb import __version__
from kb.errors import KBError

_COMMANDS = {
    "ingest": "kb.cli.ingest:ingest",
    "parse": "kb.cli.ingest:parse",
    "search": "kb.cli.search:search",
    "show": "kb.cli.records:show",
    "remove": "kb.cli.records:remove",
    "undo": "kb.cli.records:undo",
    "history": "kb.cli.records:history",
    "reference": "kb.cli.strings:reference",
    "family": "kb.cli.family:family",
    "authority": "kb.cli.authority:authority",
    "annotate": "kb.cli.flag:annotate",
    "link": "kb.cli.link:link",
    "flag": "kb.cli.flag:flag",
    "deadlines": "kb.cli.deadlines:deadlines",
    "export": "kb.cli.export:export",
    "cite": "kb.cli.cite:cite_records",
    "rights": "kb.cli.rights:rights",
    "serve": "kb.cli.serve:serve",
    "index": "kb.cli.upkeep:index",
    "check": "kb.cli.upkeep:check",
    "backup": "kb.cli.upkeep:backup",
    "restore": "kb.cli.upkeep:restore",
    "completion": "kb.cli.upkeep:completion",
}
"""In the order of the help page."""


class _Commands(click.Group):
    """A group that imports a command's module when the command is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kb")
def cli() -> None:
    """A knowledge base of newsletters and literature."""


def main() -> None:
    """The program `kb`: 0 where all went well, 1 for a failed job, 2 for wrong arguments.

    Arguments are read and output is written as UTF-8 whatever the locale says; a terminal that
    shows less gets escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    arguments = [os.fsencode(a).decode("utf-8", errors="surrogateescape") for a in sys.argv[1:]]
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Runs a command line and gives the exit status; what a user can mend is one line of text."""
    try:
        status = int(cli.main(arguments, prog_name="kb", standalone_mode=False) or 0)
        sys.stdout.flush()
        return status
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "kb"
        return _complain(f"{error.format_message()} ({command} --help says more)", 2)
    except click.ClickException as error:
        return _complain(error.format_message(), 1)
    except click.Abort:
        return _complain("stopped", 130)
    except KBError as error:
        return _complain(str(error), 1)
    except sqlite3.DatabaseError as error:
        return _complain(f"the store cannot be read ({error}); kb check says more", 1)
    except BrokenPipeError:
        _close_quietly()
        return 0
    except OSError as error:
        _close_quietly()
        return _complain(f"{error.filename or 'output'}: {error.strerror or error}", 1)
    except UnicodeError:
        return _complain("an argument or a file holds bytes that are no Unicode text", 1)


def _complain(message: str, status: int) -> int:
    click.echo(f"kb: {' '.join(message.split())}", err=True)
    return status


def _close_quietly() -> None:
    """Nobody takes our output any more (`head` has gone, the disk is full): the rest is lost."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
