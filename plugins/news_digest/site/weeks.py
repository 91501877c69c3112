"""Weeks by ISO 8601 ("2026-W12"): from Monday to Sunday, the first of a year being that with its first Thursday."""

from __future__ import annotations

import re
from datetime import date

from .catalog import Catalog
from .filed import day_of

A_WEEK = 7
_NAME = re.compile(r"([0-9]{4})-W([0-9]{2})", re.ASCII)


def week_of(day: date) -> str:
    """Return the name of a day's week."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def monday_of(week: str) -> date:
    """Return the first day of a week; raises `ValueError` for what names none."""
    named = _NAME.fullmatch(week)
    if named is None:
        raise ValueError(week)
    return date.fromisocalendar(int(named[1]), int(named[2]), 1)


def codes_of_week(week: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the codes of a week's stories, newest day first."""
    monday = monday_of(week).toordinal()
    query = (
        "SELECT code FROM lists WHERE kind='all' AND slug='' AND day>=? AND day<? "
        "ORDER BY day DESC, moment DESC, code DESC"
    )
    return tuple(code for (code,) in catalog.connection.execute(query, (monday, monday + A_WEEK)))


def weeks_beside(week: str, catalog: Catalog) -> tuple[str | None, str | None]:
    """Return the next week with stories, and the one before."""
    monday = monday_of(week).toordinal()
    where = "FROM lists WHERE kind='all' AND slug='' AND day"
    query = f"SELECT (SELECT MIN(day) {where} >= ?), (SELECT MAX(day) {where} < ?)"
    newer, older = catalog.connection.execute(query, (monday + A_WEEK, monday)).fetchone()
    return newer and week_of(day_of(newer)), older and week_of(day_of(older))


def every_week(catalog: Catalog) -> list[str]:
    """Return the weeks that have stories, newest first."""
    return list(dict.fromkeys(map(week_of, catalog.days())))
