"""Buttons: what each carries (ids only, the state is read when it is pressed) and how they are laid out."""
