"""What is sent as a file: the picture of the rounds, and talks for a calendar."""

from __future__ import annotations

from telegram import CallbackQuery, InputFile, Update

from bot import calendars, callbacks, render, replies, texts, timeline
from bot.context import Context
from bot.keyboards import Button


async def timeline_(update: Update, context: Context) -> None:
    """The rounds of talks as a picture, with the same in its caption."""
    language, kb, today = context.language(update), context.kb, context.today
    message = update.effective_message
    if message is None:
        return
    if not any(event.kind == "talks" for event in kb.events):
        await replies.say(update, context, "timeline.none")
        return
    png = await context.room.pictures.of(kb, language, today)
    offer = (Button(texts.say(language, "button.calendar"), callbacks.button("calendar", language)),)
    await message.reply_photo(
        InputFile(png, "timeline.png"),
        caption=render.message(timeline.caption(kb, language, today), timeline.CAPTION),
        reply_markup=replies.keyboard(offer) if calendars.scheduled(kb, today) else None,
    )


async def calendar(context: Context, query: CallbackQuery, language: str) -> None:
    """The scheduled rounds for a calendar, under the message whose button was pressed."""
    if query.message is None:
        return
    ics = calendars.ics(context.kb, language, context.today)
    chat, (under, thread) = query.message.chat.id, replies.place(context, query.message)
    if ics is None:
        text = render.message(texts.say(language, "calendar.nothing"))
        await context.bot.send_message(chat, text, reply_parameters=under, message_thread_id=thread)
        return
    await context.bot.send_document(
        chat,
        InputFile(ics, texts.say(language, "calendar.file")),
        caption=render.message(texts.say(language, "calendar.caption"), timeline.CAPTION),
        reply_parameters=under,
        message_thread_id=thread,
    )
