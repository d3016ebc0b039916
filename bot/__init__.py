"""The rim: Telegram, the terminal, settings and words. It asks ``knowledge``; never the other way."""
