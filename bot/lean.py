"""Import aiogram and structlog without what is never used: for the programs that run for months.

aiogram asks pydantic to build a validator for each of its 600 types at import, which takes 100 MB and more
than a second. The bot meets a dozen of them. Left alone, pydantic builds a type on its first use; all that it
needs are the names of the other types, which aiogram's modules import for type checkers only.
"""

import sys
from typing import Literal, Optional, Union
from unittest.mock import patch

from pydantic import BaseModel


def _later(_: type[BaseModel], /, **__: object) -> None:
    """In place of `model_rebuild` while aiogram is imported."""


def import_aiogram() -> None:
    """Does nothing when aiogram is imported already."""
    if "aiogram" in sys.modules:
        return
    with patch.object(BaseModel, "model_rebuild", classmethod(_later)):
        from aiogram import types
        from aiogram.client.default import Default
    names = {name: getattr(types, name) for name in types.__all__}
    names |= {"List": list, "Optional": Optional, "Union": Union, "Literal": Literal, "Default": Default}
    for module in {vars(types)[name].__module__ for name in names if isinstance(vars(types).get(name), type)}:
        known = vars(sys.modules[module])
        known.update({name: value for name, value in names.items() if name not in known})


def import_structlog() -> None:
    """Leaves out rich, which structlog takes where it is installed, for tracebacks in colours alone."""
    if "rich" in sys.modules:
        return
    sys.modules["rich"] = None  # type: ignore[assignment]  # Python's own way to say that there is none
    try:
        import structlog.stdlib  # noqa: F401 -- for what it does
    finally:
        del sys.modules["rich"]
