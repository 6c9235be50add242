"""Rows to bytes: documents for people outside the chat."""
