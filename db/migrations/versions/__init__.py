"""One module a revision, in the order of their numbers. Never changed once it has landed."""
