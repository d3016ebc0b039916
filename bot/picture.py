"""Cards down a line -> a PNG for a phone: shape and word, not colour alone, tell the states apart."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH = 1080
MARGIN = 64
LINE_AT = 116
TEXT_AT = 200
RADIUS = 34
PAPER, INK, FAINT, RULE = "#faf7f2", "#23211e", "#6b665f", "#d9d2c7"
COLOURS = {
    "held": "#2f6b4f",
    "planned": "#1f5c99",
    "possible": "#6a5a9c",
    "passed": "#77716a",
    "put_off": "#a2650f",
    "called_off": "#a83a32",
    "disputed": "#8a2f6b",
    "undated": "#77716a",
}
COLOURS_SAVED = 64
"""A flat drawing needs no more, and the file is a quarter as large."""


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn of one round; ``state`` chooses the shape."""

    state: str
    label: str
    heading: str
    lines: tuple[str, ...]
    ahead: bool
    """Below the line of today."""


@dataclass(frozen=True, slots=True)
class _Piece:
    height: int
    draw: Callable[[ImageDraw, int], None]


def draw(title: str, cards: Sequence[Card], today: str, footer: str) -> bytes:
    """The picture, in the order of the cards; ``today`` stands before the first card that lies ahead."""
    from PIL import Image, ImageDraw

    pieces = [_text_piece(title, 46, True, MARGIN, 36)]
    marked = False
    for card in cards:
        if card.ahead and not marked:
            pieces.append(_today(today))
            marked = True
        pieces.append(_card(card))
    if not marked:
        pieces.append(_today(today))
    pieces.append(_text_piece(footer, 26, False, MARGIN, 8))
    height = 2 * MARGIN + sum(piece.height for piece in pieces)
    image = Image.new("RGB", (WIDTH, height), PAPER)
    pen = ImageDraw.Draw(image)
    top = MARGIN + pieces[0].height
    pen.line((LINE_AT, top, LINE_AT, height - MARGIN - pieces[-1].height - 24), fill=RULE, width=6)
    place = MARGIN
    for piece in pieces:
        piece.draw(pen, place)
        place += piece.height
    saved = io.BytesIO()
    image.quantize(COLOURS_SAVED).save(saved, "PNG", optimize=True)
    return saved.getvalue()


def wrapped(text: str, size: int, bold: bool, width: int) -> list[str]:
    """Lines no wider than ``width`` pixels, broken between words, a longer word within."""
    font, lines = _font(size, bold), [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        lines.append("")
        for letter in word:
            if font.getlength(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return [line for line in lines if line]


def _text_piece(text: str, size: int, bold: bool, left: int, after: int) -> _Piece:
    lines = wrapped(text, size, bold, WIDTH - left - MARGIN)
    step = round(size * 1.35)

    def write(pen: ImageDraw, top: int) -> None:
        for number, line in enumerate(lines):
            fill = INK if bold else FAINT
            pen.text((left, top + number * step), line, fill=fill, font=_font(size, bold))

    return _Piece(step * len(lines) + after, write)


def _today(text: str) -> _Piece:
    """A broken line across, with the day on it."""

    def write(pen: ImageDraw, top: int) -> None:
        middle = top + 30
        left = LINE_AT - RADIUS
        width = round(_font(28, True).getlength(text))
        for start in range(left, WIDTH - MARGIN - width - 24, 24):
            pen.line((start, middle, start + 12, middle), fill=FAINT, width=4)
        pen.text((WIDTH - MARGIN, middle), text, fill=INK, font=_font(28, True), anchor="rm")

    return _Piece(84, write)


def _card(card: Card) -> _Piece:
    colour = COLOURS[card.state]
    heading = _text_piece(card.heading, 42, True, TEXT_AT, 10)
    lines = [_text_piece(line, 30, False, TEXT_AT, 4) for line in card.lines]
    label_height = 64

    def write(pen: ImageDraw, top: int) -> None:
        pen.rounded_rectangle(
            (TEXT_AT, top, TEXT_AT + _font(28, True).getlength(card.label) + 44, top + 50), 25, fill=colour
        )
        pen.text((TEXT_AT + 22, top + 25), card.label, fill="white", font=_font(28, True), anchor="lm")
        _shape(pen, card.state, LINE_AT, top + RADIUS, colour)
        place = top + label_height
        for piece in (heading, *lines):
            piece.draw(pen, place)
            place += piece.height

    return _Piece(label_height + heading.height + sum(line.height for line in lines) + 44, write)


def _shape(pen: ImageDraw, state: str, x: int, y: int, colour: str) -> None:
    """One sign for each state: what is sure is full or whole, what is not is broken, crossed or barred."""
    box = (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
    match state:
        case "held":
            pen.ellipse(box, fill=colour)
            pen.line((x - 16, y, x - 4, y + 13, x + 17, y - 13), fill="white", width=7, joint="curve")
        case "planned":
            pen.ellipse(box, fill=PAPER, outline=colour, width=9)
            pen.ellipse((x - 9, y - 9, x + 9, y + 9), fill=colour)
        case "possible":
            pen.ellipse(box, fill=PAPER)
            for start in range(0, 360, 45):
                pen.arc(box, start, start + 27, fill=colour, width=8)
        case "put_off":
            pen.rounded_rectangle(box, 10, fill=PAPER, outline=colour, width=8)
            for bar in (x - 15, x + 5):
                pen.rectangle((bar, y - 16, bar + 10, y + 16), fill=colour)
        case "called_off":
            pen.rounded_rectangle(box, 10, fill=PAPER, outline=colour, width=8)
            for slant in (1, -1):
                pen.line((x - 15, y - 15 * slant, x + 15, y + 15 * slant), fill=colour, width=8)
        case "disputed":
            corners = [(x, y - RADIUS - 6), (x + RADIUS + 6, y), (x, y + RADIUS + 6), (x - RADIUS - 6, y)]
            pen.polygon(corners, fill=PAPER, outline=colour, width=8)
            pen.text((x, y), "≠", fill=colour, font=_font(38, True), anchor="mm")
        case _:
            pen.ellipse(box, fill=PAPER, outline=colour, width=5)
            sign = "?" if state == "passed" else "–"
            pen.text((x, y), sign, fill=colour, font=_font(36, True), anchor="mm")


@cache
def _font(size: int, bold: bool) -> FreeTypeFont:
    from PIL import ImageFont

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    letters = resources.files("bot").joinpath("fonts", name).read_bytes()
    return ImageFont.truetype(io.BytesIO(letters), size)
