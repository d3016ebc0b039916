"""What an article only tells again: an old delay, an old plan, a word of last week that no date is set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from knowledge.history import firm, overlap
from knowledge.model import Interval, Stage
from knowledge.sentence import Sentence
from knowledge.shifts import by
from knowledge.step import Step
from knowledge.timewords import timewords

_LATELY, _A_WEEK, _LONG_AHEAD = timedelta(3), timedelta(7), timedelta(120)
_OFF = ("postponed", "cancelled")
_AHEAD = ("announced", "tentative", "postponed")


def is_new(step: Step) -> bool:
    """Whether a step tells of the days around its report, or of days to come."""
    return step.stage == "held" if step.time is None else step.time.end >= step.reported - _LATELY


def is_fresh(step: Step) -> bool:
    """Whether a step tells of a round that was over on the day of its report or on the day before."""
    return step.time is not None and step.reported - timedelta(1) <= step.time.end <= step.reported


def awaits_days(found: Iterable[Step], stage: Stage) -> bool:
    """Whether steps of such a stage tell of a round, and none of them on which days it will be."""
    ahead = [step for step in found if step.stage in _AHEAD and not step.background]
    dated = any(step.time and is_new(step) for step in ahead)
    open_ = any(step.stage == stage and not (step.time or step.extends) for step in ahead)
    return open_ and not dated and not any(step.stage == "undated" for step in found)


def told_back(step: Step, sentence: Sentence, found: Sequence[Step]) -> bool:
    """Whether a step is only recalled: the article has told where things stand since."""
    if step.time and not step.denied and any(one.denied and one.old == step.time for one in found):
        return True  # "I have seen the reports about Vienna and July 5"
    since = [one for one in found if one.kind == "talks" and not one.background]
    promised = _is_old_promise(step, sentence, since)
    if (
        promised
        or _named_earlier(step, sentence, since)
        or any(_named_again(step, one, sentence) for one in since)
    ):
        return True  # "Earlier Ushakov said that the round would be held on May 11"
    if step.stage == "undated":
        before = _said_before(sentence) or _of_old_round(step, found)
        return before and any(_is_dated(one) for one in since)
    held = any(one.stage == "held" and is_new(one) for one in since)
    ahead = sentence.rules.has("next", sentence.plain) or step.another
    short = step.stage != "held" and sentence.rules.has("cut_short", sentence.told.passage.text)
    if held and not ahead and any(_is_past_end(step, one, sentence) for one in since):
        return True  # "ended a day early ... The talks had been due to last until Thursday"
    if held and not ahead and (short or _is_of_the_past(step, sentence)):
        return True  # "no session tomorrow", "had been due on Wednesday but was shifted by a day"
    return step.stage in _OFF and _is_known_delay(step, sentence, found, since)


def _is_old_promise(step: Step, sentence: Sentence, since: Sequence[Step]) -> bool:
    """Whether a rough time was named before the article tells that none is set: "after the last round he
    promised that they would meet in ten days"."""
    rough = step.stage == "tentative" and not firm(step.time)
    before = (time.interval.end < step.reported - _LATELY for time in sentence.told.times)
    return rough and any(before) and any(one.stage == "undated" for one in since)


def _is_known_delay(step: Step, sentence: Sentence, found: Sequence[Step], since: Sequence[Step]) -> bool:
    """Whether a delay is an old one, or one that the article has told with what became of it."""
    if any(_is_not_then(step, one, sentence) for one in since):
        return True  # "was put off ... There will be no meeting tomorrow"
    undated = any(one.stage == "undated" for one in since)
    gone = step.time is None and (step.old is None or step.old.end < step.reported)
    if undated and gone:
        return True  # "No date is set ... After April 20 Moscow took a pause"
    if any(one.denied and one.stage == "announced" for one in found):
        return True  # "It is not true ... Several channels wrote that there would be no talks"
    known = any(
        _is_rest(step, one, sentence) or _is_moved(step, one, sentence) or _is_outdated(step, one)
        for one in since
    )
    return known or _is_old_delay(step, sentence, found, since)


def _is_not_then(step: Step, one: Step, sentence: Sentence) -> bool:
    """Whether a step only tells that there is no meeting on the days that it was put off from."""
    off = step.stage == "cancelled" and one.stage == "postponed" and one.old is not None
    same = step.old is None or (one.old is not None and overlap(one.old, step.old))
    return off and same and step.time is None and sentence.rules.has("not_then", sentence.plain)


def _is_outdated(step: Step, one: Step) -> bool:
    """Whether a delay gives a time before the days that the article tells, or one that they are in: "on June
    1 ... In May it was put off until the end of the month", "on May 27 ... It was put off until late May"."""
    if step.time is None or one.time is None or one.stage != "announced" or firm(step.time):
        return False
    days, known = step.time, one.time
    around = step.old is None and days.start <= known.start and known.end <= days.end
    return firm(known) and _is_dated(one) and (days.end < known.start or around)


def _named_again(step: Step, one: Step, sentence: Sentence) -> bool:
    """Whether the days of a step are those known, or one of them, named by weekdays: "on June 15 and 16 ...
    we will work from Monday to Tuesday"."""
    days, known = step.time, one.time
    if days is None or known is None or one.stage != step.stage != "held" or not (firm(days) and firm(known)):
        return False
    weeks = (known.end - days.end).days // 7
    ahead = by(days, 7 * weeks)
    if weeks < 1 or not known.start <= ahead.start <= ahead.end <= known.end:
        return False
    elsewhere = step.place and one.place and step.place != one.place
    return not elsewhere and _by_weekday(days, sentence)


def _by_weekday(days: Interval, sentence: Sentence) -> bool:
    """Whether days are told by weekdays alone: not "tomorrow", nor "this Friday"."""
    words = timewords(sentence.article.language)
    written = [sentence.told.passage.text[t.start : t.end] for t in sentence.told.times if t.interval == days]
    parts = [part for one in written for part in one.split()]
    named = any(form.search(one) for one in written for _, form in words.values["weekdays"])
    return named and not any(words.value("shifts", one) or one[0].isdigit() for one in parts)


def _is_past_end(step: Step, one: Step, sentence: Sentence) -> bool:
    """Whether a step tells of the last days of a round that the article has told was over before them, or of
    how that round was made longer."""
    rules, old = sentence.rules, any(cue.kind == "background" for cue in sentence.cues)
    if one.time is None or one.stage != "held" or not is_fresh(one) or not rules.has("ends", one.quote.text):
        return False
    if step.time is None:
        return step.extends and old  # "were to last two days, but the day before were extended by one"
    last = one.time.end
    beyond = step.time.start <= last + timedelta(1) and step.time.end > last
    short = rules.has("cut_short", one.quote.text)
    return short and beyond and not rules.has("meets_again", sentence.plain)


def _is_of_the_past(step: Step, sentence: Sentence) -> bool:
    """Whether a delay or a move gives no days that are still to come, or tells of an old plan: "had first
    been set for July 15, but was brought forward to Monday"."""
    if step.change and any(cue.kind == "background" for cue in sentence.cues):
        return True
    if step.stage in _OFF:
        return step.time is None and (step.old is None or _is_planned_before(step.old, sentence))
    gone = step.time is None or step.time.end < step.reported
    return step.stage == "announced" and step.change and gone


def _is_planned_before(old: Interval, sentence: Sentence) -> bool:
    """Whether the days of a delay are gone by, or are only a weekday of an old plan."""
    gone = old.start <= sentence.article.published
    return gone or any(cue.kind == "background" for cue in sentence.cues)


def _is_rest(step: Step, one: Step, sentence: Sentence) -> bool:
    """Whether what is called off is only the rest of a round that ended early: "broke up on Monday, a day
    earlier than planned ... Tuesday's session would not take place"."""
    days, held = step.old, one.time
    if step.time or days is None or held is None or one.stage != "held":
        return False
    short = sentence.rules.has("cut_short", one.quote.text) and is_fresh(one)
    return short and timedelta(0) < days.start - held.end <= _LATELY


def _is_moved(step: Step, one: Step, sentence: Sentence) -> bool:
    """Whether a delay without new days is one of which the article has told the new days: "moved to the
    second half of June ... there will be no meeting this weekend"."""
    days = step.old
    if step.stage == "cancelled" and one.stage == "postponed" and days and one.old:
        bare = sentence.delay.cue is not None and sentence.rules.has("not_then", sentence.plain)
        return bare and overlap(days, one.old)  # "was put off ... There will be no meeting tomorrow"
    if step.time or not one.change or one.time is None:
        return False
    if days is None:
        return step.stage == "postponed"  # "moved to June 15. On Tuesday Kyiv called them off" is news
    return step.reported < days.end < one.time.start or (one.old is not None and overlap(days, one.old))


def _is_old_delay(step: Step, sentence: Sentence, found: Sequence[Step], since: Sequence[Step]) -> bool:
    """Whether talks were put off or called off long ago, or before what the article has told."""
    days = step.old if found or not step.time else None
    far = days is not None and days.start > step.reported + _LONG_AHEAD
    if days and (far or (found and days.end < step.reported - _A_WEEK)):
        return True  # "In summer, by contrast, the round of July 8 was only put off"
    bare = step.time is None and step.old is None
    if bare and found and sentence.rules.cues["formerly"].match(sentence.plain.lstrip()):
        return True  # "Earlier the newspaper wrote that they were put off"
    if bare and any(_is_delay_elsewhere(one, step) for one in since):
        return True  # "In March the round in Abu Dhabi was put off as well"
    return bare and any(one.stage in ("held", "tentative", "announced") and is_new(one) for one in since)


def _is_delay_elsewhere(one: Step, step: Step) -> bool:
    """Whether a step puts off dated talks in another place than the other step's."""
    places = {one.place, step.place}
    return one.change and one.old is not None and len(places - {None}) > 1


def _said_before(sentence: Sentence) -> bool:
    """Whether a sentence tells what was said on an earlier day: "last week Peskov said that ..."."""
    published, told = sentence.article.published, sentence.told
    if told.said < published or sentence.rules.has("formerly", sentence.plain):
        return True
    return any(time.interval.end < published for time in told.times)


def _of_old_round(step: Step, found: Sequence[Step]) -> bool:
    """Whether a sentence tells of a round long over: "the one in Jeddah on March 4 ended without a date"."""
    last = found[-1] if found else None
    return last is not None and last.quote == step.quote and last.stage == "held" and not is_new(last)


def _is_dated(step: Step) -> bool:
    """Whether a step gives days that are still to come."""
    return step.stage in ("announced", "tentative") and step.time is not None and is_new(step)


def old_plan(step: Step, found: Sequence[Step]) -> bool:
    """Whether a plan is only recalled: the article has told that those days no longer hold."""
    days = step.time
    if step.stage != "announced" or step.change or days is None:
        return False
    return any(one.change and one.old and not one.time and overlap(days, one.old) for one in found)


def _named_earlier(step: Step, sentence: Sentence, found: Sequence[Step]) -> bool:
    """Whether an article that gives other days says of these that somebody named them earlier."""
    if step.stage != "announced" or step.change or step.background or step.time is None:
        return False
    now = [one.time for one in found if one.stage == "announced" and _is_dated(one) and firm(one.time)]
    return bool(now) and step.time not in now and _said_formerly(sentence)


def _said_formerly(sentence: Sentence) -> bool:
    """Whether a plan is told as what somebody said earlier: "earlier he said that it would be held"."""
    plans = (cue.start for cue in sentence.cues if cue.kind in ("planned", "possible"))
    head = sentence.told.timeless[: min(plans, default=0)]
    return all(sentence.rules.has(name, head) for name in ("formerly", "speech"))


def only_attributes(sentence: Sentence) -> bool:
    """Whether a sentence tells only who said what stands before: "The minister announced this"."""
    told = sentence.rules.cues["about_this"].match(sentence.told.timeless.lstrip())
    return told is not None and not sentence.told.times and not sentence.cues


def recalls(sentence: Sentence, found: Sequence[Step]) -> bool:
    """Whether a sentence is announced as a recollection, after the article has told where things stand."""
    known = (one for one in found if one.kind == "talks" and not one.background)
    told = any(one.stage == "undated" or ((one.time or one.old) and is_new(one)) for one in known)
    return told and sentence.rules.cues["recalls"].match(sentence.plain.lstrip(" \"'«“")) is not None


def _is_over(one: Step) -> bool:
    """Whether the days of talks called off are gone by: "did not take place on March 5 and 6"."""
    return one.old is not None and one.old.end < one.reported


def hope(step: Step, sentence: Sentence, found: Sequence[Step]) -> bool:
    """Whether a step only tells roughly when talks called off might be held after all."""
    off = any(one.stage == "cancelled" and not (one.denied or _is_over(one)) for one in found)
    vague = step.stage == "tentative" and not firm(step.time)
    return off and vague and sentence.rules.has("possible", sentence.plain)


def turn_of(step: Step) -> int:
    """The days of talks just held come before all that is told of them and of what is to follow; how long
    they go on, after when they began."""
    held = step.stage == "held" and step.time is not None and not step.background
    return 2 if step.extends or step.shorter else 0 if held and is_new(step) else 1
