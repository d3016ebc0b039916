"""Days and stretches of days in a reader's words, in each language.

Month names come from Babel; prepositions, cases and the word for *year* from the locale files.
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from bot import texts
from knowledge.model import Interval

PLACES = {"when": "plain", "planned": "for", "during": "in"}
"""Variable of a text -> the form it stands for: by itself, after "is planned", after "took place"."""


def day(value: date, language: str) -> str:
    """``14 February 2026``, ``14 лютого 2026 року``."""
    year = texts.say(language, "date.year", year=value.year)
    return f"{value.day} {format_date(value, 'MMMM', locale=language)} {year}"


def days(start: date, end: date, language: str) -> str:
    """``17–18 February 2026``, ``28 February – 2 March 2026``; one day when both are the same."""
    if start == end:
        return day(end, language)
    if start.year != end.year:
        return f"{day(start, language)} – {day(end, language)}"
    if start.month != end.month:
        return f"{start.day} {format_date(start, 'MMMM', locale=language)} – {day(end, language)}"
    return f"{start.day}–{day(end, language)}"


def on_day(value: date, language: str) -> str:
    """The day when something was said: ``on 13 February 2026``."""
    return texts.say(language, "date.days_in", days=day(value, language))


def forms(interval: Interval, language: str) -> dict[str, str]:
    """The time as ``when`` (17–18 лютого), ``planned`` (на 17–18 лютого) and ``during``."""
    return {name: _time(interval, language, form) for name, form in PLACES.items()}


def _time(interval: Interval, language: str, form: str) -> str:
    """One form; how exactly the source puts the time decides the words."""
    start, end = interval.start, interval.end
    match interval.precision:
        case "month" if _is_whole_month(start, end):
            return _month(start, language, form)
        case "season":
            return _season(end, language, form)
        case "year" if start.year == end.year:
            return texts.say(language, f"date.year_{form}", year=end.year)
    kind = {"day": "days", "days": "days", "week": "week"}.get(interval.precision, "about")
    return texts.say(language, f"date.{kind}_{form}", days=days(start, end, language))


def _is_whole_month(start: date, end: date) -> bool:
    return (start.year, start.month) == (end.year, end.month) and start.day == 1 and end.day > 27


def _month(value: date, language: str, form: str) -> str:
    """Babel has the name that stands alone; only "took place in" needs another case."""
    name = format_date(value, "LLLL", locale=language)
    if form == "in":
        name = texts.names(language, "date.months_in")[value.month - 1]
    return texts.say(language, f"date.month_{form}", month=name, year=value.year)


def _season(end: date, language: str, form: str) -> str:
    """A winter is named by the year in which it ends."""
    season = texts.names(language, f"date.seasons_{form}")[end.month % 12 // 3]
    return texts.say(language, f"date.season_{form}", season=season, year=end.year)
