"""Every word that the bot says is there in three languages, with the same variables and the right plurals."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from bot import texts, words
from knowledge.build import DATA
from knowledge.lexicon import read
from knowledge.model import LANGUAGES, Interval

BOT = Path(texts.__file__).parent
CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_languages_have_the_same_texts(language: str) -> None:
    assert texts.keys(language) == texts.keys("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_text_takes_the_same_variables(language: str) -> None:
    # The three forms of a time are one variable: which one a sentence needs is a matter of its grammar.
    def variables(spoken: str, key: str) -> set[str]:
        found = {name for text in texts.variants(spoken, key) for name in texts.placeholders(text)}
        return {"when" if name in words.PLACES else name for name in found}

    different = [key for key in texts.keys(language) if variables(language, key) != variables("en", key)]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_has_every_form_that_its_language_needs(language: str) -> None:
    plurals = [key for key in texts.keys(language) if key.startswith(("count.", "reply.more"))]
    assert plurals
    for key in plurals:
        assert len(texts.variants(language, key)) == len(texts.plural_categories(language))
        for count in (0, 1, 2, 5, 11, 12, 21, 22, 25, 101, 111):
            assert str(count) in texts.say(language, key, count=count)


def test_plurals_as_people_say_them() -> None:
    said = [texts.say("uk", "count.articles", count=count) for count in (1, 2, 5, 11, 21, 111)]
    assert said == ["1 стаття", "2 статті", "5 статей", "11 статей", "21 стаття", "111 статей"]
    said = [texts.say("ru", "count.entries", count=count) for count in (1, 3, 5, 12, 22)]
    assert said == ["1 ответ", "3 ответа", "5 ответов", "12 ответов", "22 ответа"]


def test_what_is_missing_raises() -> None:
    with pytest.raises(texts.TextError, match=r"no\.such"):
        texts.say("en", "no.such")
    with pytest.raises(texts.TextError, match="date"):
        texts.say("uk", "reply.coverage")
    with pytest.raises(texts.TextError, match="language"):
        texts.say("de", "start")
    with pytest.raises(texts.TextError, match="count"):
        texts.say("en", "count.articles")


def test_no_language_leaks_into_another() -> None:
    # The names of the languages are each in their own, as they should be on buttons.
    for key in texts.keys("en") - {f"language.names.{code}" for code in LANGUAGES}:
        for text in texts.variants("en", key):
            assert not CYRILLIC.search(text), key
        for text in texts.variants("uk", key):
            assert not re.search("[ыэъё]", text, re.IGNORECASE), key
        for text in texts.variants("ru", key):
            assert not re.search("[іїєґ]", text, re.IGNORECASE), key


def test_every_kind_of_small_talk_has_its_words() -> None:
    kinds = {
        concept.id for concept in read(sorted((DATA / "lexicon").glob("*.yaml"))) if concept.kind == "chat"
    }
    assert {key.removeprefix("chat.") for key in texts.keys("en") if key.startswith("chat.")} == kinds | {
        "other"
    }


def test_no_text_is_left_unused() -> None:
    source = "\n".join(path.read_text("utf-8") for path in BOT.glob("*.py"))
    literals = {
        part
        for node in ast.walk(ast.parse(source.replace("from __future__ import annotations", "")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for part in [node.value]
    }
    families = (
        "frame.",
        "mark.",
        "topics.names.",
        "button.thanks_",
        "agenda.",
        "chat.",
        "commands.",
        "date.",
        "language.names.",
        "reload.",
        "settings.",
    )
    unused = {key for key in texts.keys("en") if key not in literals and not key.startswith(families)}
    assert unused == set()


SENDERS = {"reply_text", "send_message", "edit_message_text", "edit_text", "answer", "tell", "put", "turn"}
SENDERS |= {"reply_photo", "reply_document", "send_photo", "send_document", "edit_message_caption", "message"}
SENDERS |= {"Button", "InlineKeyboardButton", "InlineQueryResultsButton", "Block", "InputTextMessageContent"}
SAID = {"text", "caption", "title", "description", "label", "placeholder"}
KINDS = {"text", "mark", "quote", "source", "choices"}
"""What a Block is, not what it says."""


def spoken(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that a reader gets to see."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    given = call.args if name in SENDERS else []
    return [*given, *(one.value for one in call.keywords if one.arg in SAID and one.value)]


def wording(node: ast.expr) -> bool:
    """Whether an expression is words of its own: letters in a literal, f-strings included."""
    pieces = node.values if isinstance(node, ast.JoinedStr) else [node]
    words = [one.value for one in pieces if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return any(re.search(r"[^\W\d_]", word) and word not in KINDS for word in words)


def test_the_code_says_nothing_of_its_own() -> None:
    for path in BOT.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in documentation
            ):
                assert not CYRILLIC.search(node.value), (path.name, node.value)
            if isinstance(node, ast.Call):
                said = [ast.unparse(given) for given in spoken(node) if wording(given)]
                assert not said, (path.name, said)


@pytest.mark.parametrize(
    "written", ['Button("Press me")', 'x.reply_text(f"{day} is today")', 'f(caption="A picture")']
)
def test_words_in_the_code_would_be_found(written: str) -> None:
    (call,) = [node for node in ast.walk(ast.parse(written)) if isinstance(node, ast.Call)]
    assert any(wording(given) for given in spoken(call))


DAYS = Interval(date(2026, 2, 17), date(2026, 2, 18), "days")


@pytest.mark.parametrize(
    ("interval", "language", "when", "planned", "during"),
    [
        (DAYS, "en", "17–18 February 2026", "for 17–18 February 2026", "on 17–18 February 2026"),
        (DAYS, "uk", "17–18 лютого 2026 року", "на 17–18 лютого 2026 року", "17–18 лютого 2026 року"),
        (DAYS, "ru", "17–18 февраля 2026 года", "на 17–18 февраля 2026 года", "17–18 февраля 2026 года"),
        (
            Interval(date(2026, 2, 28), date(2026, 3, 2), "days"),
            "en",
            "28 February – 2 March 2026",
            "for 28 February – 2 March 2026",
            "on 28 February – 2 March 2026",
        ),
        (
            Interval(date(2025, 12, 30), date(2026, 1, 2), "days"),
            "uk",
            "30 грудня 2025 року – 2 січня 2026 року",
            "на 30 грудня 2025 року – 2 січня 2026 року",
            "30 грудня 2025 року – 2 січня 2026 року",
        ),
        (
            Interval(date(2025, 11, 1), date(2025, 11, 30), "month"),
            "uk",
            "листопад 2025 року",
            "на листопад 2025 року",
            "у листопаді 2025 року",
        ),
        (
            Interval(date(2026, 3, 1), date(2026, 3, 10), "month"),
            "en",
            "about 1–10 March 2026",
            "for about 1–10 March 2026",
            "about 1–10 March 2026",
        ),
        (
            Interval(date(2026, 3, 1), date(2026, 3, 10), "vague"),
            "uk",
            "приблизно 1–10 березня 2026 року",
            "приблизно на 1–10 березня 2026 року",
            "приблизно 1–10 березня 2026 року",
        ),
        (
            Interval(date(2026, 2, 16), date(2026, 2, 22), "week"),
            "ru",
            "неделя 16–22 февраля 2026 года",
            "на неделю 16–22 февраля 2026 года",
            "на неделе 16–22 февраля 2026 года",
        ),
        (
            Interval(date(2025, 12, 1), date(2026, 2, 28), "season"),
            "uk",
            "зима 2026 року",
            "на зиму 2026 року",
            "взимку 2026 року",
        ),
        (
            Interval(date(2026, 1, 1), date(2026, 12, 31), "year"),
            "ru",
            "2026 год",
            "на 2026 год",
            "в 2026 году",
        ),
        (
            Interval(date(2026, 2, 4), date(2026, 2, 4), "day"),
            "en",
            "4 February 2026",
            "for 4 February 2026",
            "on 4 February 2026",
        ),
    ],
)
def test_times_in_words(interval: Interval, language: str, when: str, planned: str, during: str) -> None:
    assert words.forms(interval, language) == {"when": when, "planned": planned, "during": during}
