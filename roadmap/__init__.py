"""The pure domain: no messenger, no database, and the time is an argument."""
