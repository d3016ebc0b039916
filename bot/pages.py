"""Telegram's HTML as text for a terminal: 80 columns, quotes behind a bar, links and buttons spelled out."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html.parser import HTMLParser

from bot import fragments

WIDTH = 78
BAR = "  │ "


class _Reader(HTMLParser):
    """Collects (is quote, text) stretches."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[bool, str]] = []
        self._quote = False
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._quote = self._quote or tag == "blockquote"
        if tag == "a":
            self._link = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._quote = False
        if tag == "a":
            self.handle_data(f": {fragments.bare(self._link)}")

    def handle_data(self, data: str) -> None:
        if self.parts and self.parts[-1][0] == self._quote:
            data = self.parts.pop()[1] + data
        self.parts.append((self._quote, data))


def plain(html: str) -> str:
    """The bare text of a message."""
    return "".join(text for _, text in _read(html))


def readable(html: str, buttons: Sequence[str] = ()) -> str:
    """A message as a reader sees it, with its buttons beneath."""
    lines: list[str] = []
    for is_quote, text in _read(html):
        bar = BAR if is_quote else ""
        for line in text.strip("\n").split("\n"):
            lines += _wrapped(line, bar)
        if not is_quote and text.endswith("\n\n"):
            lines.append("")
    for number, label in enumerate(buttons, 1):
        lines += textwrap.wrap(label, WIDTH, initial_indent=f"  [{number}] ", subsequent_indent="      ")
    return "\n".join(lines).strip("\n")


def _read(html: str) -> list[tuple[bool, str]]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.parts


def _wrapped(line: str, bar: str) -> list[str]:
    wrapped = textwrap.wrap(
        line, WIDTH, initial_indent=bar, subsequent_indent=bar, break_long_words=False, break_on_hyphens=False
    )
    return wrapped or [bar.rstrip()]
