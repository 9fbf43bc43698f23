"""How commands describe themselves: declared once, in the user's language, help pages included."""

from __future__ import annotations

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any, TypeVar

import click
from click_default_group import DefaultGroup  # type: ignore[import-untyped]

from tracker.wording import say

Function = TypeVar("Function", bound=Callable[..., Any])


class Formatter(click.HelpFormatter):
    """Help pages with the headings of the user's language."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, prefix if prefix is not None else f"{say('cli.help.usage')} ")

    def write_heading(self, heading: str) -> None:
        """A heading; click's own "Options" is worded anew."""
        super().write_heading(say("cli.help.options") if heading == "Options" else heading)


class TrackerContext(click.Context):
    """A context that writes help with `Formatter`."""

    formatter_class = Formatter


class TrackerCommand(click.Command):
    """A command whose help and errors are in the user's language."""

    context_class = TrackerContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments.

        Raises:
            UsageError: there are more than the command takes.
        """
        ctx.allow_extra_args = True
        extra = super().parse_args(ctx, args)
        if extra and not ctx.resilient_parsing:
            raise click.UsageError(say("cli.usage.extra", names=" ".join(extra)), ctx)
        return extra


def help_option() -> Callable[[Function], Function]:
    """``-h`` and ``--help``."""
    return click.help_option("-h", "--help", help=say("cli.option.help"))


class TrackerSubgroup(click.Group):
    """A command of commands, such as `tracker feeds add`."""

    context_class = TrackerContext

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called.

        Raises:
            UsageError: there is none of that name; names the nearest.
        """
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.commands, n=1)
            known = say("cli.usage.did_you_mean", names=", ".join(near)) if near else ""
            raise click.UsageError(
                say("cli.usage.no_subcommand", name=args[0], names=", ".join(self.commands)) + known, ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with what they do."""
        width = max(map(len, self.commands))
        with formatter.section(say("cli.help.commands")):
            formatter.write_dl([(name.ljust(width), one.short_help or "") for name, one in self.commands.items()])


class DefaultSubgroup(DefaultGroup, TrackerSubgroup):  # type: ignore[misc]  # the package carries no types
    """A command of commands of which one is meant where none is called."""


def command(name: str, *, words: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command; its descriptions are ``cli.command.NAME`` and ``cli.about.NAME`` of the catalogue.

    Args:
        words: the name under which it is described, for one that belongs to a group.
    """

    def declare(function: Callable[..., Any]) -> click.Command:
        made: click.Command = _made(click.command, name, TrackerCommand, words or name, function)
        return made

    return declare


def group(name: str, *, default: str | None = None) -> Callable[[Callable[..., Any]], click.Group]:
    """Declare a command of commands, described as a command is.

    Args:
        default: which of them is meant where none is called.
    """

    def declare(function: Callable[..., Any]) -> click.Group:
        cls = TrackerSubgroup if default is None else DefaultSubgroup
        made: click.Group = _made(click.group, name, cls, name, function, default)
        return made

    return declare


def _made(
    maker: Callable[..., Any],
    name: str,
    cls: type[click.Command],
    words: str,
    function: Callable[..., Any],
    default: str | None = None,
) -> Any:
    settings: dict[str, Any] = {
        "cls": cls,
        "short_help": say(f"cli.command.{words}"),
        "help": say(f"cli.about.{words}"),
        "options_metavar": say("cli.help.options_metavar"),
    }
    if issubclass(cls, click.Group):
        settings["subcommand_metavar"] = say("cli.help.subcommand_metavar")
        settings |= {"default": default, "default_if_no_args": True} if default else {"no_args_is_help": True}
    return help_option()(maker(name, **settings)(function))


def option(*names: str, about: str, **settings: Any) -> Callable[[Function], Function]:
    """Declare an option; ``about`` names its description ``cli.option.ABOUT``."""
    return click.option(*names, help=say(f"cli.option.{about}"), **settings)


def explain_usage(error: click.UsageError) -> str:
    """A usage error in one line of the user's language, with where to read on."""
    what = _what(error)
    path = error.ctx.command_path if error.ctx else "tracker"
    return f"{what} – {say('cli.usage.read', command=path)}"


def _what(error: click.UsageError) -> str:
    context = error.ctx
    match error:
        case click.MissingParameter(param=parameter) if parameter is not None:
            return say("cli.usage.missing", name=parameter.get_error_hint(context))
        case click.BadParameter(param=parameter) if parameter is not None:
            return say("cli.usage.bad_value", name=parameter.get_error_hint(context), why=error.message)
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            known = say("cli.usage.did_you_mean", names=near) if near else ""
            return say("cli.usage.no_option", name=error.option_name) + known
        case click.BadOptionUsage():
            return say("cli.usage.option_value", name=error.option_name)
        case _:
            return error.message
