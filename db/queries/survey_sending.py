"""Sending a survey: the one way from a draft to people who are asked, told, and reminded once."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from db.models import Response, Survey, SurveyState
from db.queries.once import insert_once
from db.queries.outbox import NewMessage, put
from db.queries.people import people_with
from db.queries.surveys import SurveyFacts, changed
from roadmap.calendar import next_speaking_time
from roadmap.errors import UserError
from roadmap.surveys import reminder_time

INVITATION = "survey-invitation"
REMINDER = "survey-reminder"


async def send_survey(session: AsyncSession, survey: SurveyFacts, now: datetime, zone: ZoneInfo) -> bool:
    """Open a draft and ask the people of its roles; False when it was sent already.

    Who joins later isn't asked. Raises UserError when there are no questions, nobody to ask, or the
    end doesn't lie ahead.
    """
    closes_at = survey.closes_at
    people = await people_with(session, *survey.roles) if survey.roles else []
    if not survey.questions:
        raise UserError("survey-no-questions")
    if not people:
        raise UserError("survey-nobody")
    if closes_at is None or closes_at <= now:
        raise UserError("survey-end-past")
    opening = update(Survey).where(Survey.id == survey.id, Survey.state == SurveyState.DRAFT)
    if not await changed(session, opening.values(state=SurveyState.OPEN, opened_at=now)):
        return False
    rows = [{"survey_id": survey.id, "person_id": person, "asked_at": now} for person in people]
    await insert_once(session, Response, rows)
    await _tell(session, survey.id, people, closes_at, now, zone)
    return True


async def _tell(
    session: AsyncSession,
    survey_id: int,
    people: list[int],
    closes_at: datetime,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    invited_at = next_speaking_time(now, zone)
    await put(session, _messages(INVITATION, "survey", survey_id, people), now=now, due_at=invited_at)
    reminded_at = reminder_time(invited_at, closes_at, zone)
    if reminded_at is not None:
        reminders = _messages(REMINDER, REMINDER, survey_id, people)
        await put(session, reminders, now=now, due_at=reminded_at)


def _messages(kind: str, rule: str, survey_id: int, people: list[int]) -> list[NewMessage]:
    payload = {"survey_id": survey_id}
    return [NewMessage(f"{rule}:{survey_id}:{person}", person, kind, payload) for person in people]
