"""The kinds of document that a roadmap is printed as, by the ends of their names."""

from collections.abc import Callable, Mapping

from reports.roadmap_docx import roadmap_docx
from reports.roadmap_xlsx import roadmap_xlsx
from roadmap.order import Order

FORMS: Mapping[str, Callable[[Order], bytes]] = {"xlsx": roadmap_xlsx, "docx": roadmap_docx}
