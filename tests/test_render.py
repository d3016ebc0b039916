"""Replies as readers see them: plain, and in Telegram's HTML within its limits."""

from __future__ import annotations

from datetime import date
from html.parser import HTMLParser
from typing import Any

import bases
import pytest

from bot import contract, cutting, marks, pages, render
from bot.quoting import marked
from knowledge.model import Answer, Claim, Suggestion

COVERED = date(2026, 2, 14)
KB = bases.bare()


def answered(**more: Any) -> Answer:
    given = {
        "status": "answered",
        "language": "en",
        "lead": "Ukraine rejects them.",
        "evidence": (bases.evidence(),),
        "as_of": COVERED,
    }
    return Answer(**{**given, **more})


class Strict(HTMLParser):
    """Accepts what Telegram accepts: known tags, closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("a", "i", "blockquote"), tag
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> str:
    reader = Strict()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader.text


def test_an_answer_with_its_quote_speaker_publisher_date_and_link() -> None:
    assert render.plain(answered(), KB) == (
        "Ukraine rejects them.\n🗣 A statement\n\n"
        "> Kyiv категорically [sic] rejects these demands. "
        "The next meeting is scheduled for February 17–18.\n"
        f"— Dmitry Peskov · RBC-Ukraine · 14 February 2026 · {bases.URL}"
    )
    assert render.html(answered(language="uk", lead="Україна їх відкидає."), KB) == (
        "Україна їх відкидає.\n🗣 Заява\n\n"
        "<blockquote>Kyiv категорically <i>[sic]</i> rejects these demands. "
        "The next meeting is scheduled for February 17–18.</blockquote>\n"
        "— Дмитро Пєсков · RBC-Ukraine · 14 лютого 2026 року · "
        '<a href="https://news.example/a?b=1&amp;c=2#:~:text=Kyiv%20%D0%BA%D0%B0%D1%82%D0%B5%D0%B3%D0%BE%D1%80'
        "ically%20rejects%20these%20demands.%20The,"
        'meeting%20is%20scheduled%20for%20February%2017%E2%80%9318.">стаття</a>'
    )


def test_the_publishers_own_voice_has_no_speaker() -> None:
    found = render.plain(answered(evidence=(bases.evidence(speaker=None),)), KB)
    assert "\n— RBC-Ukraine · 14 February 2026 ·" in found


def test_everything_is_escaped() -> None:
    nasty = bases.evidence("<b>5 < 6 & 7</b>", publisher="<i>P</i>", url='https://x.example/"><script>')
    html = render.html(answered(lead="a < b & c", evidence=(nasty,)), KB)
    assert parsed(html).startswith("a < b & c\n🗣 A statement\n\n<b>5 < 6 & 7</b>\n— Dmitry Peskov · <i>P</i>")
    assert "<script>" not in html


def test_a_link_that_is_no_web_address_is_not_made_one() -> None:
    html = render.html(answered(evidence=(bases.evidence(url="javascript:alert(1)"),)), KB)
    assert "<a" not in html


@pytest.mark.parametrize(
    ("quote", "language", "shown"),
    [
        ("Ukraine категорically rejects", "en", "Ukraine категорically [sic] rejects"),
        ("категорично проти НАТО та NATO, F-16", "uk", "категорично проти НАТО та NATO, F-16"),
        ("заявив Zеленський", "uk", "заявив Zеленський [sic]"),
        ("the word сейчас appears", "en", "the word сейчас [sic] appears"),
        ("they shouted Слава Україні twice", "en", "they shouted Слава Україні twice"),
    ],
)
def test_words_that_mix_alphabets_are_marked(quote: str, language: str, shown: str) -> None:
    assert marked(quote, language) == shown


@pytest.mark.parametrize("size", [10, 5_000, 40_000])
@pytest.mark.parametrize("unit", ["One sentence & more. ", "<tag> ", "😀", "слово"])
def test_a_reply_keeps_within_the_limit_and_its_tags_whole(size: int, unit: str) -> None:
    long = (unit * (size // len(unit) + 1)).strip()
    found = answered(lead=long[:3000], evidence=tuple(bases.evidence(long) for _ in range(3)))
    text = parsed(render.html(found, KB))
    assert cutting.length(text) <= render.LIMIT
    assert text.count("RBC-Ukraine") == 3


def test_a_long_quote_is_cut_at_a_sentence_and_folded_up() -> None:
    sentences = " ".join(f"Sentence number {number} ends here." for number in range(300))
    html = render.html(answered(evidence=(bases.evidence(sentences),)), KB)
    assert "<blockquote expandable>" in html
    assert "ends here. …</blockquote>" in html


def test_a_cut_never_splits_a_character() -> None:
    for limit in range(3, 12):
        assert cutting.length(cutting.cut("😀" * 20, limit)) <= limit


def test_many_sources_are_counted() -> None:
    found = render.plain(answered(status="conflict", lead=None, evidence=(bases.evidence(),) * 7), KB)
    assert found.startswith("My sources disagree on this:")
    assert found.count("> Kyiv") == 5
    assert found.endswith("…and 2 more sources.")


def test_not_said_but_near() -> None:
    bare = answered(status="related", lead=None)
    assert render.plain(bare, KB).startswith(
        "My sources don’t say that. The nearest thing they do say:\n❔ Not stated\n\n> Kyiv"
    )
    limit = answered(status="related", lead="The sources do not name the place.")
    assert render.plain(limit, KB).startswith("The sources do not name the place.\n❔ Not stated\n\n> Kyiv")


def test_a_passage_that_no_editor_went_through_may_answer_after_all() -> None:
    kb = bases.bare((bases.entry("a-1", claim="a#1", origin="generated"),))
    found = render.plain(answered(status="related", lead=None, entry="a-1"), kb)
    assert found.startswith(
        "I’m not sure of the answer. The nearest thing my sources say:\n❔ Perhaps not the answer\n\n> Kyiv"
    )


def test_unknown_says_how_far_the_sources_reach() -> None:
    found = Answer("unknown", "uk", as_of=COVERED)
    assert render.plain(found, KB) == (
        "У моїх джерелах про це нічого немає.\n❔ У джерелах не сказано\n\n"
        "Моя найновіша стаття — від 14 лютого 2026 року."
    )


def test_readings_are_lines_in_a_terminal() -> None:
    offers = (Suggestion("next-talks-date", "When?"), Suggestion("x" * 80, "Where <exactly>? " * 9))
    found = Answer("ambiguous", "en", suggestions=offers)
    assert render.plain(found, KB).startswith("Which of these did you mean?\n1. When?\n2. Where <exactly>?")
    assert render.html(found, KB) == "Which of these did you mean?"


def test_a_day_gone_by_is_told_as_gone_by() -> None:
    passed = "The date my sources gave has passed, and they give no later one. "
    passed += "My newest article is from 14 February 2026.\n⌛ The date has passed\n\n"
    assert render.plain(answered(stale=True), KB).startswith(passed + "Ukraine rejects them.")
    limit = answered(status="related", lead="Nobody says where the next talks will be.", stale=True)
    assert render.plain(limit, KB).startswith(
        passed + "My sources don’t say that. The nearest thing they do say:"
    )


@pytest.mark.parametrize("kind", ["greeting", "thanks", "how-are-you", "something-new"])
@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_small_talk(kind: str, language: str) -> None:
    assert len(render.plain(Answer("chat", language, chat=kind), KB)) > 10


@pytest.mark.parametrize(
    ("modality", "speaker", "shown"),
    [
        ("asserted", "peskov", "Dmitry Peskov, as reported by RBC-Ukraine on 14 February 2026:"),
        ("asserted", None, "RBC-Ukraine reported on 14 February 2026:"),
        ("planned", "peskov", "A plan, according to Dmitry Peskov (RBC-Ukraine, 14 February 2026):"),
        ("denied", "peskov", "Denied by Dmitry Peskov (RBC-Ukraine, 14 February 2026):"),
    ],
)
def test_a_generated_entry_is_framed(modality: Any, speaker: str | None, shown: str) -> None:
    claim = Claim("c", bases.quote(speaker=speaker), COVERED, modality, frozenset(), frozenset())
    kb = bases.bare(
        (bases.entry("g", answer={}, origin="generated", claim="c", modality=modality),), (claim,)
    )
    found = answered(lead=None, entry="g", evidence=(bases.evidence(speaker=speaker),))
    assert render.plain(found, kb).startswith(shown)


def test_the_contract_of_an_answer() -> None:
    found = contract.of_answer(
        answered(entry="e", confidence=0.93456, suggestions=(Suggestion("a", "A?"),)), KB
    )
    assert list(found) == [
        "status",
        "language",
        "text",
        "confidence",
        "entry",
        "evidence",
        "as_of",
        "stale",
        "suggestions",
    ]
    assert (found["confidence"], found["as_of"], found["entry"]) == (0.9346, "2026-02-14", "e")
    assert found["suggestions"] == [{"entry": "a", "question": "A?"}]
    assert found["evidence"] == [
        {
            "quote": bases.BODY,
            "article": "a",
            "start": 0,
            "end": len(bases.BODY),
            "title": "Title",
            "publisher": "RBC-Ukraine",
            "url": bases.URL,
            "published": "2026-02-14",
            "language": "en",
            "speaker": "Dmitry Peskov",
        }
    ]


def test_a_terminal_shows_quotes_links_and_buttons() -> None:
    shown = pages.readable(render.html(answered(), KB), ["One?", "Two?"])
    assert shown == (
        "Ukraine rejects them.\n🗣 A statement\n\n"
        "  │ Kyiv категорically [sic] rejects these demands. The next meeting is\n"
        "  │ scheduled for February 17–18.\n"
        "— Dmitry Peskov · RBC-Ukraine · 14 February 2026 · article:\n"
        f"{bases.URL}\n"
        "  [1] One?\n  [2] Two?"
    )


@pytest.mark.parametrize(
    ("more", "mark"),
    [
        ({}, "🗣 A statement"),
        ({"evidence": (bases.evidence(speaker=None),)}, "📰 A report"),
        ({"stale": True}, "⌛ The date has passed"),
        ({"status": "conflict"}, "⚖️ Disputed"),
        ({"status": "related"}, "❔ Not stated"),
        ({"status": "unknown", "evidence": ()}, "❔ Not stated"),
        ({"status": "ambiguous"}, None),
        ({"status": "chat", "chat": "thanks"}, None),
    ],
)
def test_a_mark_tells_at_a_glance_what_a_reply_is(more: dict[str, Any], mark: str | None) -> None:
    assert marks.shown(answered(**more), KB) == mark
    assert mark is None or f"\n{mark}" in render.plain(answered(**more), KB)


def test_slips_are_not_set_in_italics_where_telegram_would_drop_the_links() -> None:
    slip = bases.evidence("категорically " * 40)
    html = render.html(answered(evidence=(slip,) * 3), KB)
    assert parsed(html).count("[sic]") == 120
    assert html.count("</") <= 100
    assert html.count("<a ") == 3
