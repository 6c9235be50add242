"""What people see: texts with their keyboards, made of what a query gave. No decisions here."""
