"""The command: what it prints, how it ends, and what it does not import on the way."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bases
import pytest
from click.testing import CliRunner, Result

from bot import settings
from bot.cli import main

QUESTION = "Коли наступні переговори?"
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def kb_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from knowledge import store

    path = tmp_path_factory.mktemp("kb") / "knowledge.db"
    store.save(path, bases.shipped())
    return path


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in settings.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def call(*arguments: Any, typed: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=typed)


def test_an_answer_as_json_holds_to_the_contract(kb_file: Path) -> None:
    result = call("ask", "--json", QUESTION, "--now", "2026-02-15", "--kb", kb_file)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["status"], found["language"], found["stale"]) == ("answered", "uk", False)
    shown = found["evidence"][0]
    body = bases.shipped().articles[shown["article"]].body
    assert body[shown["start"] : shown["end"]] == shown["quote"]
    assert shown["speaker"] == "Dmitry Peskov"


def test_a_file_of_questions_gives_a_line_each_in_order(kb_file: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text(f"\ufeff{QUESTION}\n\nhello\r\n", "utf-8")
    result = call("ask", "--json", "--file", questions, "--now", "2026-02-15", "--kb", kb_file)
    assert [json.loads(line)["status"] for line in result.stdout.splitlines()] == ["answered", "chat"]
    piped = call("ask", "--json", "--file", "-", "--kb", kb_file, typed="hello\n")
    assert json.loads(piped.stdout)["status"] == "chat"


def test_words_without_quotes_are_one_question_and_why_is_told(kb_file: Path) -> None:
    result = call(
        "ask",
        "When",
        "are",
        "the",
        "next",
        "talks?",
        "--why",
        "--language",
        "ru",
        "--kb",
        kb_file,
        "--now",
        "2026-02-15T23:30+00:00",
    )
    assert result.stdout.startswith("Следующий раунд переговоров запланирован на 17–18 февраля 2026 года.")
    assert "\nconcepts    " in result.stdout
    assert "\ncandidate   next-talks-date" in result.stdout
    why = call("ask", "--json", "--why", "hello", "--kb", kb_file)
    assert "candidates" in json.loads(why.stdout)["why"]


@pytest.mark.parametrize(
    ("day", "status", "start"),
    [
        ("2026-02-15", "scheduled", "2026-02-17"),
        ("2026-02-18", "scheduled", "2026-02-17"),
        ("2026-02-19", "passed", "2026-02-17"),
    ],
)
def test_the_next_talks_as_json(kb_file: Path, day: str, status: str, start: str) -> None:
    found = json.loads(call("next", "--json", "--now", day, "--kb", kb_file).stdout)
    assert (found["status"], found["start"], found["end"], found["place"]) == (
        status,
        start,
        "2026-02-18",
        None,
    )
    assert (found["as_of"], found["conflicts"]) == ("2026-02-14", [])
    assert found["text"] in call("next", "--now", day, "--kb", kb_file).stdout


def test_what_is_misused_is_told_without_a_traceback(kb_file: Path, tmp_path: Path) -> None:
    for arguments, said in [
        (["ask"], "give a question"),
        (["ask", "x", "--now", "tomorrow", "--kb", kb_file], "write it as 2026-02-15"),
        (["ask", "x", "--file", "/nonexistent"], "No such file"),
        (["ask", "x", "--kb", tmp_path / "no.db"], "there is no knowledge file"),
        (["next", "--kb", __file__], "not a knowledge file"),
        (
            ["build", "-o", tmp_path / "x.db", "--only", "--articles", tmp_path / "no.md"],
            "there is no such file",
        ),
    ]:
        result = call(*arguments)
        assert result.exit_code in (1, 2), arguments
        assert said in result.stderr, (arguments, result.stderr)
        assert "Traceback" not in result.output


@pytest.mark.slow  # CI asks the installed wheel where there is none
def test_the_base_is_built_where_there_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("knowledge.build.compose", lambda *_: bases.shipped())
    first = call("ask", "hello")
    again = call("ask", "hello")
    assert "Building the knowledge file" in first.stderr
    assert "Building" not in again.stderr
    assert (tmp_path / "data" / "knowledge.db").is_file()


def test_chat_takes_piped_lines_to_their_end(kb_file: Path) -> None:
    result = call("chat", "--kb", kb_file, "--now", "2026-02-15", typed=f"{QUESTION}\n/language\n3\n/start")
    assert result.exit_code == 0, result.output
    assert "Наступний раунд переговорів заплановано на 17–18 лютого 2026 року." in result.stdout
    assert "/help покажет всё, что я умею." in result.stdout
    group = call("chat", "--group", "--kb", kb_file, "--language", "uk", typed=QUESTION)
    assert group.stdout.rstrip().endswith("(бот мовчить)")


def test_eval_prints_a_table_and_is_a_gate(kb_file: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    asked = {"id": "1", "lang": "uk", "q": QUESTION, "kind": "answerable", "facts": ["F"], "tags": []}
    chat = {"id": "2", "lang": "en", "q": "hello", "kind": "chat", "facts": [], "tags": []}
    rows.write_text("\n".join(json.dumps(row) for row in (asked, chat)), "utf-8")
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"F": {"anchor": "is scheduled for February 17-18"}}), "utf-8")
    given = ("eval", rows, "--facts", facts, "--kb", kb_file)
    assert "answerable" in call(*given, "--failures").stdout
    assert json.loads(call(*given, "--json").stdout)["rates"]["uk"] == {
        "right": 1.0,
        "wrong": 0.0,
        "false": 0.0,
    }
    assert call(*given, "--min-right", "90").exit_code == 1  # English has no answerable row
    facts.write_text(json.dumps({"F": {"anchor": "something else"}}), "utf-8")
    failed = call(*given, "--max-wrong", "50")
    assert (failed.exit_code, "uk: wrong 100.0%, allowed 50%" in failed.stderr) == (1, True)


def test_run_without_a_token_says_in_one_line_what_is_missing() -> None:
    result = call("run")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"talks-bot: {settings.TOKEN_HINT}\n"


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    result = call("ask", "hello")
    assert result.exit_code == 2
    assert "LOG_LEVEL" in result.stderr


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=given, check=False, timeout=60
    )


def test_help_and_ask_import_no_telegram() -> None:
    report = "import sys; print(sorted({'telegram', 'sqlite_utils', 'httpx'} & set(sys.modules)))"
    run = "from bot.cli import main\ntry: main(%r)\nexcept SystemExit: pass\n"
    for_help = python(run % ["--help"] + report)
    assert for_help.stdout.endswith("[]\n"), for_help.stderr
    modules = "import bot.contract, bot.reasons, bot.knowledge_file, knowledge.answer, knowledge.store\n"
    assert python(modules + report).stdout == "[]\n"
