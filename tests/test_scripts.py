"""A script that does not hold is told so, with its line and the exchange."""

from __future__ import annotations

import pytest
import scripts
from conversations import play
from expectations import UnmetError

WRONG = (
    ("Ann: hello\nbot: Good evening", "script:3: bot: Good evening", "'Good evening' is not in the text"),
    ("Ann: hello", "(the end of the script)", "nobody expected this"),
    ("Ann: hello\nsilence", "script:3: silence", "nobody expected this"),
    ("Ann sends voice\nbot: *\nbot: *", "script:4: bot: *", "nothing of the kind came"),
    ("Ann: hello\nbot edits: *", "script:3: bot edits: *", "nothing of the kind came"),
    ("Ann: hello\nbot: Hello!\n  not: talks", "script:4: not: talks", "'talks' is in the text"),
    ("Ann: hello\nbot: Hello!\n  quote: talks", "script:4: quote: talks", "no quote has 'talks'"),
    ("Ann: hello\nbot: Hello!\n  buttons: A | B", "script:4: buttons: A | B", "the buttons are []"),
    ("Ann: hello\nbot: = Hello!", "script:3: bot: = Hello!", "the text is not 'Hello!'"),
    ("Ann: hello\nbot: Hello!\n  colour: red", "script:4: colour: red", "no detail that can be expected"),
    ("Ann dances", "script:2: Ann dances", "neither a deed nor an expectation"),
    ("Ann presses: Nothing", "script:2: Ann presses: Nothing", "there is no button 'Nothing'"),
    ("the bot is blocked unnoticed\nAnn: hello", "(the end of the script)", "bot was blocked by the user"),
    ("Ann: hello\nbot: *\nrefused: anything", "script:4: refused: anything", "the refusals are []"),
    ("Ann: hello\nbot to News: Hello!", "script:3: bot to News: Hello!", "nothing of the kind came"),
)


@pytest.mark.parametrize(("rows", "line", "why"), WRONG)
async def test_a_script_that_does_not_hold(rows: str, line: str, why: str) -> None:
    title, *lines = rows.split("\n")
    text = "\n".join(["== It fails", title, *lines])
    (script,) = scripts.parse(text)
    head = scripts.Row(0, "in private with Ann")
    with pytest.raises(UnmetError) as problem:
        await play(scripts.Script("script", "", {"base": "mini"}, (head, *script.rows)))
    told = str(problem.value)
    assert line in told
    assert why in told
    assert "The exchange:\nin private with Ann" in told


def test_a_file_holds_many_scripts() -> None:
    heads = "# about\n\n== One\ntoday: 2026-03-01 09:00\nover: polling\n"
    text = f"{heads}Ann: a\nbot: b\n  has: c\n  not: d\n\n== Two\n"
    one, two = scripts.parse(text, "file.txt")
    assert (one.title, one.heads) == ("One", {"today": "2026-03-01 09:00", "over": "polling"})
    assert [row.text for row in one.rows] == ["Ann: a", "bot: b"]
    assert one.rows[1].details == ((8, "has: c"), (9, "not: d"))
    assert scripts.start_of(one)[1:] == ("shipped", True)
    assert scripts.titles([one, two]) == ["file: One", "file: Two"]
