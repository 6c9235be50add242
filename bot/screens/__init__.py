"""What people see: texts with their keyboards, made from what the database says. No queries, no decisions here."""
