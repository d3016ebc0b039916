"""The core of talks-bot: articles in, sourced answers out.

Nothing here imports ``bot`` or Telegram, reads the clock or prints; only ``store.py`` opens a
database. Text offsets are code points into an article's stored body; dates are days in the
article's own time zone; confidence is 0..1.
"""
