"""``python -m bot`` is ``talks-bot``."""

from bot.cli import main

if __name__ == "__main__":
    main(prog_name="talks-bot")
