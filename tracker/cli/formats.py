"""Rows as table, JSON or CSV: the same rows, whoever reads them."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, is_dataclass
from itertools import chain
from typing import Any

from tracker.cli.arguments import OneOf
from tracker.cli.tables import Column, Row, laid_out
from tracker.cli.terminal import data, emphasised, escaped, is_terminal, message, width
from tracker.cli.usage import Function, option
from tracker.exports.foreign_text import cell, flat

FORMATS = ("table", "json", "csv")


def format_option(function: Function) -> Function:
    """``--format``: how rows are printed."""
    declare = option("--format", "form", about="format", type=OneOf(FORMATS), default="table")
    return declare(function)


def print_rows(
    form: str, rows: Iterable[Row], columns: Sequence[Column[Row]], *, none: str, kind: type[Any] | None = None
) -> None:
    """Print rows in one of `FORMATS`.

    Args:
        none: the message for a table without rows.
        kind: the dataclass of the rows, so that CSV has its heading also where there is none.
    """
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(rows, kind)
    else:
        print_table(rows, columns, none=none)


def print_table(rows: Iterable[Row], columns: Sequence[Column[Row]], *, none: str = "") -> bool:
    """Print a table that fits the terminal, in full length where stdout is none; returns whether there were rows."""
    blocks = laid_out(columns, rows, width() if is_terminal() else None)
    heading = next(blocks, None)
    if heading is None:
        if none:
            message(none)
        return False
    for line in heading:
        data(emphasised(line))
    for line in chain.from_iterable(blocks):
        data(line)
    return True


def json_line(value: object) -> str:
    """A value as JSON in one line."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return escaped(json.dumps(plain, ensure_ascii=False))


def print_json(rows: Iterable[object]) -> None:
    """Print a JSON array, one row a line."""
    before = "["
    for row in rows:
        data(before)
        sys.stdout.write(json_line(row))
        before = ","
    data("[]" if before == "[" else "\n]")


def print_csv(rows: Iterable[object], kind: type[Any] | None = None) -> None:
    """Print CSV (RFC 4180) with a heading line; cells hold no control characters and no spreadsheet formula."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    heading = [field.name for field in fields(kind)] if kind is not None else None
    if heading is not None:
        writer.writerow(heading)
    for row in rows:
        record = flat(asdict(row))  # type: ignore[call-overload]  # every row is a dataclass
        if heading is None:
            heading = list(record)
            writer.writerow(heading)
        writer.writerow([cell(value) for value in record.values()])
