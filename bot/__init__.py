"""The bot: the command line, the wiring, and everything between Telegram and the handlers."""
