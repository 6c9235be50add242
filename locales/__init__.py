"""Everything the bot says, in Fluent files, and the check that the languages agree."""
