"""All tables, under the words of the domain."""

from db.models.base import Base
from db.models.delivery import Announcement, HandledUpdate, Installation, Message, MessageState, PendingInput
from db.models.evidence import (
    UNFINISHED,
    Evidence,
    EvidenceFile,
    EvidenceState,
    FileState,
    Review,
    StoredFile,
)
from db.models.journal import JournalEntry
from db.models.meetings import Attendance, Coming, Meeting
from db.models.people import (
    Account,
    Invitation,
    InvitationSchool,
    Membership,
    PeopleDraft,
    Person,
    Reach,
    School,
    Substitution,
)
from db.models.plan import (
    Activity,
    Assignment,
    AssignmentEvent,
    DocumentPurpose,
    ExecutorReading,
    IncomingDocument,
    Occurrence,
    Roadmap,
    RoadmapDraft,
    Snooze,
)
from db.models.surveys import Answer, Question, QuestionKind, Response, Survey, SurveyState
from roadmap.rhythm import Rhythm

__all__ = [
    "UNFINISHED",
    "Account",
    "Activity",
    "Announcement",
    "Answer",
    "Assignment",
    "AssignmentEvent",
    "Attendance",
    "Base",
    "Coming",
    "DocumentPurpose",
    "Evidence",
    "EvidenceFile",
    "EvidenceState",
    "ExecutorReading",
    "FileState",
    "HandledUpdate",
    "IncomingDocument",
    "Installation",
    "Invitation",
    "InvitationSchool",
    "JournalEntry",
    "Meeting",
    "Membership",
    "Message",
    "MessageState",
    "Occurrence",
    "PendingInput",
    "PeopleDraft",
    "Person",
    "Question",
    "QuestionKind",
    "Reach",
    "Response",
    "Review",
    "Rhythm",
    "Roadmap",
    "RoadmapDraft",
    "School",
    "Snooze",
    "StoredFile",
    "Substitution",
    "Survey",
    "SurveyState",
]
