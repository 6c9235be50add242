"""Queries by aggregate. They never commit: the end of `Database.transaction()` does."""
