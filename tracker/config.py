"""The user's settings: one TOML file, checked strictly, with environment variables before it; never in the dossier.

    [inbox]
    folder = "~/Eingang"

    [jobs.feeds]
    every = "15m"

    [[feeds]]
    name = "beispielblatt"
    url = "https://example.org/politik.rss"

A variable such as ``TRACKER_JOBS_FEEDS_EVERY`` replaces one setting, for everything that is no list.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import tomli
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from events.errors import TrackerError
from tracker.config_errors import explained, syntax_error
from tracker.wording import say

MAX_BYTES = 1_000_000
_UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,6})\s?([smhd])")


def _seconds(value: Any) -> Any:
    """Seconds from "30s", "15m", "2h", "1d"; numbers are seconds already."""
    if not isinstance(value, str):
        return value
    found = _DURATION.fullmatch(value.strip())
    if found is None:
        raise ValueError(say("intake.config.no_duration", value=value[:40]))
    return int(found[1]) * _UNITS[found[2]]


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError(say("intake.config.no_line"))
    return value


def _folder(value: str) -> str:
    return str(Path(_one_line(value)).expanduser())


Duration = Annotated[int, BeforeValidator(_seconds), Field(ge=1, le=31 * 86_400)]
Line = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_one_line)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Folder = Annotated[str, Field(min_length=1, max_length=1000), AfterValidator(_folder)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Schedule(_Strict):
    """When a job runs: at an interval, or as a line of cron says."""

    every: Duration | None = None
    cron: Line | None = None
    enabled: bool = True

    @model_validator(mode="after")
    def _one_of_both(self) -> Schedule:
        if self.every is not None and self.cron is not None:
            raise ValueError(say("intake.config.every_or_cron"))
        if self.cron is not None:
            from apscheduler.triggers.cron import CronTrigger

            try:
                CronTrigger.from_crontab(self.cron)
            except ValueError as error:
                raise ValueError(say("intake.config.no_cron", value=self.cron[:60], why=error)) from None
        return self


class BackupSchedule(Schedule):
    """When the dossier is copied, where to, and how many copies are kept."""

    folder: Folder | None = None
    keep: Annotated[int, Field(ge=1, le=1_000)] = 7


class BriefingSchedule(Schedule):
    """When a briefing is written, where to, and in which format."""

    folder: Folder | None = None
    format: Literal["markdown", "html"] = "markdown"


class Jobs(_Strict):
    """The jobs and when they run; feeds and watches run where there are any, the last four where they are enabled."""

    inbox: Schedule = Schedule(every=30)
    views: Schedule = Schedule(every=30)
    feeds: Schedule = Schedule(every=900)
    watches: Schedule = Schedule(every=30)
    overdue: Schedule = Schedule(every=3_600, enabled=False)
    verify: Schedule = Schedule(every=86_400, enabled=False)
    backup: BackupSchedule = BackupSchedule(every=86_400, enabled=False)
    briefing: BriefingSchedule = BriefingSchedule(every=86_400, enabled=False)


class InboxSettings(_Strict):
    """Where articles arrive; by default beside the dossier."""

    folder: Folder | None = None


class Pages(_Strict):
    """Who finds the text of a page."""

    extractor: Literal["own", "trafilatura"] = "own"


class Fetching(_Strict):
    """How addresses are fetched.

    Attributes:
        contact: an address at which a site's owner reaches you; part of the user agent.
        timeout: seconds for a whole answer.
        megabytes: how large an answer may be.
        robots: whether robots.txt is asked before a linked article is fetched.
        wait: seconds that a feed is left alone after it failed; twice as long each time it fails again.
    """

    contact: Line | None = None
    timeout: Annotated[int, Field(ge=1, le=300)] = 20
    megabytes: Annotated[int, Field(ge=1, le=50)] = 5
    robots: bool = True
    wait: Duration = 300


class Feed(_Strict):
    """A feed of articles.

    Attributes:
        name: how it is called in lists; the dossier keeps this, never the address.
        url: where it is.
        outlet: who publishes, where the feed's own title is not to be used.
        language: of its articles, where it does not say.
        licence: a note that is kept with its articles.
        follow: whether the full text is fetched from the linked page.
        allow_private: whether it may lie in a private network or on this machine.
        most: how many new entries are taken in a run.
        enabled: whether it is fetched at all.
    """

    name: Name
    url: Annotated[str, Field(pattern=r"^(?i:https?)://[^\s]{1,2000}$")]
    outlet: Line | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] | None = None
    licence: Line | None = None
    follow: bool = False
    allow_private: bool = False
    most: Annotated[int, Field(ge=1, le=500)] = 30
    enabled: bool = True


class Watch(_Strict):
    """What one wants to hear of; everything that is given must hold.

    Attributes:
        name: how it is called.
        who: names of people, states or organisations that take part, all of them.
        place: the name of a town or a state in which it happens.
        type: visit, summit, departure, arrival or statement.
        state: announced, held, cancelled … : only when it becomes this.
        contradiction: only when reports contradict each other.
        command: a program with its arguments that gets the hit as JSON on its standard input; no shell.
        timeout: seconds that the program may take.
    """

    name: Name
    who: Annotated[list[Line], Field(max_length=10)] = []
    place: Line | None = None
    type: Literal["visit", "summit", "departure", "arrival", "statement"] | None = None
    state: (
        Literal["rumoured", "announced", "under_way", "held", "cancelled", "disputed", "lapsed", "retracted"] | None
    ) = None
    contradiction: bool = False
    command: Annotated[list[Line], Field(max_length=50)] = []
    timeout: Annotated[int, Field(ge=1, le=300)] = 10

    @model_validator(mode="after")
    def _has_a_condition(self) -> Watch:
        if not (self.who or self.place or self.type or self.state or self.contradiction):
            raise ValueError(say("intake.config.no_condition"))
        if self.type == "statement" and (self.state or self.contradiction):
            raise ValueError(say("intake.config.statement_state"))
        return self


class DeskSettings(_Strict):
    """How the desk looks and speaks; by default as the terminal and the locale say.

    Attributes:
        theme: one of the desk's own looks or of Textual's.
        language: of the interface.
        ascii: whether plain signs are drawn.
    """

    theme: Name | None = None
    language: Literal["de", "en"] | None = None
    ascii: bool | None = None


def _several(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Keys = Annotated[list[Line], BeforeValidator(_several), Field(min_length=1, max_length=6)]


class Settings(_Strict):
    """Everything that a user may set.

    Attributes:
        keys: keys of the desk by the action that they trigger, in place of the usual ones.
    """

    inbox: InboxSettings = InboxSettings()
    pages: Pages = Pages()
    jobs: Jobs = Jobs()
    fetching: Fetching = Fetching()
    desk: DeskSettings = DeskSettings()
    keys: dict[Name, Keys] = {}
    feeds: list[Feed] = []
    watches: list[Watch] = []

    @model_validator(mode="after")
    def _names_differ(self) -> Settings:
        for kind in ("feeds", "watches"):
            names = [one.name for one in getattr(self, kind)]
            if twice := next((name for name in names if names.count(name) > 1), None):
                raise ValueError(say("intake.config.twice", name=twice))
        return self


def config_path(environment: Mapping[str, str] = os.environ) -> Path:
    """``TRACKER_CONFIG``, else ``config.toml`` in the user's configuration directory (XDG)."""
    if named := environment.get("TRACKER_CONFIG"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("tracker", appauthor=False) / "config.toml"


def load(path: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of the file, each replaced by its environment variable where that is set.

    Raises:
        TrackerError: the file cannot be read or is no TOML, or a setting is unknown or wrong; names the line.
    """
    path = path or config_path(environment)
    return checked(_read(path), path, environment)


def checked(text: str, path: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a text; ``path`` is for messages.

    Raises:
        TrackerError: as in `load`.
    """
    try:
        table = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        raise syntax_error(error, path) from None
    overridden = _override(table, environment)
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise explained(error, Settings, text, path, overridden) from None


def _read(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise TrackerError(
            say("intake.read.unreadable", why=error.strerror or error),
            where=str(path),
            remedy=say("intake.read.unreadable_remedy"),
        ) from None
    if len(data) > MAX_BYTES:
        raise TrackerError(say("cli.error.too_large", megabytes=MAX_BYTES // 1_000_000), where=str(path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TrackerError(
            say("intake.read.not_encoded", encoding="utf-8"),
            where=str(path),
            remedy=say("intake.read.not_encoded_remedy"),
        ) from None


def _override(table: dict[str, Any], environment: Mapping[str, str]) -> dict[tuple[str, ...], str]:
    """Put the values of environment variables into the table; returns which settings came from which variable."""
    found: dict[tuple[str, ...], str] = {}
    for path, variable in variables():
        value = environment.get(variable)
        if value is None:
            continue
        within = table
        for key in path[:-1]:
            inner = within.setdefault(key, {})
            if not isinstance(inner, dict):
                break
            within = inner
        else:
            within[path[-1]] = _value(value)
            if path[-1] in ("every", "cron"):
                within.pop("cron" if path[-1] == "every" else "every", None)
            found[path] = variable
    return found


def variables() -> Iterator[tuple[tuple[str, ...], str]]:
    """Every setting that a variable may replace, with the variable's name."""
    return _variables(Settings, ())


def _variables(model: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name, information in model.model_fields.items():
        kind, here = information.annotation, (*path, name)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _variables(kind, here)
        elif name not in ("feeds", "watches", "keys"):
            yield here, "_".join(("TRACKER", *here)).upper()


def _value(text: str) -> Any:
    """A number or truth value where the variable has one, else its text."""
    try:
        value = tomli.loads(f"value = {text}")["value"]
    except tomli.TOMLDecodeError:
        return text
    return value if isinstance(value, (bool, int)) else text
