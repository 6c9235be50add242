"""Alembic migrations; `kurator migrate` and every start run them."""
