"""The rim: Telegram, the terminal, settings and words. It asks ``knowledge``; never the other way."""

import os

# The library warns of each duration that it gives in bare seconds, unless told that timedelta is wanted.
os.environ.setdefault("PTB_TIMEDELTA", "1")
