"""The command tree: names first, so that only the command that is called gets imported."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pathlib import Path

import click
from click_default_group import DefaultGroup  # type: ignore[import-untyped]

from tracker.cli.session import dossier_option, home
from tracker.cli.usage import TrackerContext, help_option, option
from tracker.wording import say

SECTIONS: dict[str, dict[str, str]] = {
    "take_in": {
        "parse": "tracker.cli.parse:parse",
        "ingest": "tracker.cli.ingest:ingest",
        "append": "tracker.cli.append:append",
        "import": "tracker.cli.bring_in:bring_in",
    },
    "look": {
        "meetings": "tracker.cli.board:meetings",
        "timeline": "tracker.cli.reckoned:timeline",
        "itineraries": "tracker.cli.board:itineraries",
        "whereabouts": "tracker.cli.board:whereabouts",
        "statements": "tracker.cli.board:statements",
        "counterparts": "tracker.cli.reckoned:counterparts",
        "sources": "tracker.cli.reckoned:sources",
        "contradictions": "tracker.cli.reckoned:contradictions",
        "calendar": "tracker.cli.reckoned:calendar",
        "streaks": "tracker.cli.reckoned:streaks",
        "show": "tracker.cli.show:show",
        "why": "tracker.cli.why:why",
        "diff": "tracker.cli.diff:diff",
        "briefing": "tracker.cli.briefing:briefing",
        "log": "tracker.cli.log:log",
        "articles": "tracker.cli.articles:articles",
        "export": "tracker.cli.export:export",
    },
    "curate": {
        "correct": "tracker.cli.curate:correct",
        "retract": "tracker.cli.curate:retract",
        "restore": "tracker.cli.curate:restore",
        "undo": "tracker.cli.curate:undo",
        "link": "tracker.cli.curate:link",
        "unlink": "tracker.cli.curate:unlink",
        "assess": "tracker.cli.judge:assess",
        "coverage": "tracker.cli.judge:coverage",
        "identity": "tracker.cli.judge:identity",
        "reparse": "tracker.cli.reparse:reparse",
    },
    "run": {
        "desk": "tracker.cli.desk:desk",
        "serve": "tracker.cli.serve:serve",
        "demo": "tracker.cli.demo:demo",
        "replay": "tracker.cli.replay:replay",
        "verify": "tracker.cli.replay:verify",
        "backup": "tracker.cli.keep:backup",
        "repair": "tracker.cli.keep:repair",
        "watch": "tracker.cli.watch:watch",
        "jobs": "tracker.cli.jobs:jobs",
        "watches": "tracker.cli.watches:watches",
        "feeds": "tracker.cli.feeds:feeds",
        "config": "tracker.cli.config:config",
        "completion": "tracker.cli.completion:completion",
    },
}
"""Section of the help page → command → module and attribute."""

_WHERE = {name: target for section in SECTIONS.values() for name, target in section.items()}


class TrackerGroup(DefaultGroup):  # type: ignore[misc]  # the package carries no types
    """The commands by name; without one, or with the path of a dossier, the desk opens."""

    context_class = TrackerContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the help page."""
        return list(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; a word that is none opens the desk if it is a file.

        Raises:
            UsageError: the word is neither a command nor a file.
        """
        if cmd_name not in self.commands and cmd_name in _WHERE:
            module, _, attribute = _WHERE[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), attribute), cmd_name)
        elif cmd_name not in self.commands:
            self._must_be_a_file(ctx, cmd_name)
            self.get_command(ctx, "desk")
        found: click.Command | None = super().get_command(ctx, cmd_name)
        return found

    def _must_be_a_file(self, ctx: click.Context, word: str) -> None:
        if word.startswith("-") or word.endswith(".dossier") or Path(word).exists():
            return
        near = get_close_matches(word, _WHERE, n=2)
        known = say("cli.usage.did_you_mean", names=", ".join(near)) if near else ""
        raise click.UsageError(say("cli.usage.no_command", name=word) + known, ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by section, described without importing them."""
        width = max(map(len, _WHERE))
        for section, names in SECTIONS.items():
            with formatter.section(say(f"cli.help.{section}")):
                formatter.write_dl([(name.ljust(width), say(f"cli.command.{name}")) for name in names])


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"tracker {version('diplomatic-tracker')}")
        ctx.exit()


@click.group(
    "tracker",
    cls=TrackerGroup,
    default="desk",
    invoke_without_command=True,
    help=say("cli.about.tracker"),
    epilog=say("cli.about.environment"),
    options_metavar=say("cli.help.options_metavar"),
    subcommand_metavar=say("cli.help.command_metavar"),
)
@dossier_option
@option("--version", about="version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@help_option()
@click.pass_context
def tracker(ctx: click.Context) -> int | None:
    """Open the desk where no command is called."""
    if ctx.invoked_subcommand is not None:
        return None
    from tracker.cli.desk import open_desk

    return open_desk(home())
