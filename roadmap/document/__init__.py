"""Reading a roadmap's document: from the office's file to activities with their deadlines."""

from roadmap.document.executors import Audience
from roadmap.document.model import ReadActivity, Reading, ReadWarning
from roadmap.document.reading import read_document

__all__ = ["Audience", "ReadActivity", "ReadWarning", "Reading", "read_document"]
