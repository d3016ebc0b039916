"""Lists to turn the pages of: the topics, the questions of a topic, the articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from bot import callbacks, keyboards, texts, words
from bot.callbacks import Press
from bot.cutting import cut
from bot.keyboards import Button, Row
from knowledge.model import Article, Entry, KnowledgeBase

SIZE = 8
"""Topics, questions or articles on a page."""
Page = tuple[str, tuple[Row, ...]]
T = TypeVar("T")


def page(press: Press, kb: KnowledgeBase) -> Page | None:
    """The page that a button asks for; None where it has gone."""
    match press.kind:
        case "topics":
            return topics(kb, press.language, press.page)
        case "topic":
            topic = callbacks.known(press.subject, _topics(kb))
            return questions(kb, press.language, topic, press.page) if topic else None
    return articles(kb, press.language, press.page)


def topics(kb: KnowledgeBase, language: str, number: int = 0) -> Page:
    """What can be asked about, by subject."""
    found = list(_topics(kb).items())
    shown, number = _cut_out(found, number)
    rows = [
        (
            Button(
                f"{_name(topic, kb, language)} ({len(entries)})", callbacks.button("topic", language, topic)
            ),
        )
        for topic, entries in shown
    ]
    key = "topics.head" if found else "reply.empty"
    turned = _turning(len(found), number, lambda to: callbacks.button("topics", language, page=to), language)
    return texts.say(language, key), (*rows, *turned)


def questions(kb: KnowledgeBase, language: str, topic: str, number: int = 0) -> Page:
    """The questions of one topic that have an answer."""
    found = _topics(kb)[topic]
    shown, number = _cut_out(found, number)
    rows = [
        (Button(cut(asked, keyboards.LABEL), callbacks.for_entry(entry.id, language)),)
        for entry in shown
        if (asked := keyboards.asked(entry, language))
    ]
    turned = _turning(len(found), number, lambda to: callbacks.button("topic", language, topic, to), language)
    back = (Button(texts.say(language, "topics.back"), callbacks.button("topics", language)),)
    return texts.say(language, "topics.topic", name=_name(topic, kb, language)), (*rows, *turned, back)


def articles(kb: KnowledgeBase, language: str, number: int = 0) -> Page:
    """The articles, newest first."""
    found = sorted(kb.articles.values(), key=lambda known: known.published_at, reverse=True)
    shown, number = _cut_out(found, number)
    count = texts.say(language, "count.articles", count=len(found))
    lines = [texts.say(language, "sources.head", articles=count), *(listed(one, language) for one in shown)]
    turn = _turning(len(found), number, lambda to: callbacks.button("articles", language, page=to), language)
    return "\n".join(lines), turn


def listed(article: Article, language: str) -> str:
    """An article as a list names it."""
    day = words.day(article.published, language)
    return f"\n{article.title}\n{article.publisher} · {day} · {article.url}"


def _topics(kb: KnowledgeBase) -> dict[str, list[Entry]]:
    """Topic -> its entries that answer something, in the order of the base."""
    found: dict[str, list[Entry]] = {}
    for entry in kb.entries.values():
        if entry.kind == "fact" and entry.questions:
            found.setdefault(entry.topic, []).append(entry)
    return found


def _name(topic: str, kb: KnowledgeBase, language: str) -> str:
    """A subject by its name; an article that nobody has curated by its title; else as editors wrote it."""
    key = f"topics.names.{topic}"
    if texts.has(language, key):
        return texts.say(language, key)
    article = kb.articles.get(topic)
    return cut(article.title if article else topic.replace("-", " ").capitalize(), keyboards.LABEL)


def _cut_out(found: Sequence[T], number: int) -> tuple[Sequence[T], int]:
    """One page, and its number: the last where there are not so many any more."""
    number = min(number, max(len(found) - 1, 0) // SIZE)
    return found[number * SIZE : (number + 1) * SIZE], number


def _turning(count: int, number: int, data: Callable[[int], str], language: str) -> tuple[Row, ...]:
    """Back and on, where there is more."""
    row = []
    if number:
        row.append(Button(texts.say(language, "button.back"), data(number - 1)))
    if (number + 1) * SIZE < count:
        row.append(Button(texts.say(language, "button.forward"), data(number + 1)))
    return (tuple(row),) if row else ()
