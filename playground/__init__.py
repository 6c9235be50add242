"""A strict local Bot API server with a chat page and a clock to turn."""
