"""What happens without a person acting: reminders, the outbox, fetching of files."""
