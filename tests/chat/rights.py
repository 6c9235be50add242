"""Who may press what: for every button a foreign object to point it at, and the roles that it serves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiogram.filters.callback_data import CallbackData

from bot.keyboards import (
    announcements,
    archives,
    choices,
    common,
    door,
    drafts,
    evidence,
    evidence_links,
    evidence_search,
    finding,
    first_check,
    history,
    invitations,
    journal,
    ladders,
    meetings,
    menu,
    my_data,
    newyear,
    not_applicable,
    people,
    preview,
    requirements,
    review,
    roadmap,
    roster,
    schools,
    settings,
    siblings,
    snooze,
    successors,
    summary,
    survey_building,
    surveys,
    tasks,
)
from bot.keyboards.menu import Section
from db.models import Coming, QuestionKind
from roadmap.access import CITY_ROLES, Role
from roadmap.evidence_search import Chosen, Field
from roadmap.ladders import Ready
from roadmap.meetings import Draft, Step
from roadmap.review_queue import Of
from roadmap.rhythm import Rhythm
from roadmap.silence import Quiet
from roadmap.snooze import Later
from roadmap.surveys import Group, Until
from roadmap.worklist import View
from tests.chat.busy_city import Foreign

Roles = frozenset[Role]
Foreigner = Callable[[Foreign], CallbackData]

EVERYBODY: Roles = frozenset(Role)
CITY: Roles = CITY_ROLES
COORDINATOR: Roles = frozenset({Role.COORDINATOR})
NOBODY: Roles = frozenset()


@dataclass(frozen=True)
class Right:
    """`foreign` makes the button; it serves `may`, and for all others it is refused and changes nothing."""

    foreign: Foreigner
    may: Roles


def _list(may: Roles, *buttons: Foreigner | CallbackData) -> list[Right]:
    return [Right(_same(one) if isinstance(one, CallbackData) else one, may) for one in buttons]


def _same(button: CallbackData) -> Foreigner:
    """For a button that points at nothing."""
    return lambda _: button


RIGHTS: list[Right] = [
    # What only concerns the person who presses.
    *_list(
        EVERYBODY,
        common.Cancel(),
        common.Stay(),
        evidence.ChooseTask(page=0),
        evidence_search.FindEvidence(),
        evidence_search.ChooseEvidence(by=Field.SCHOOL),
        evidence_search.AskArchive(),
        archives.MakeArchive(),
        lambda f: evidence.DiscardUnfiled(last_file_id=f.last_file),
        meetings.MeetingsPage(),
        lambda f: meetings.ShowMeeting(meeting_id=f.meeting),
        *(
            go(section=one)
            for go in (menu.Go, menu.GoBelow)
            for one in Section
            if one not in {Section.REVIEW, Section.PEOPLE, Section.ROADMAP}
        ),
        settings.ChooseLanguage(),
        settings.SpeakIn(code="ru"),
        settings.CorrectName(),
        settings.ChoosePause(),
        settings.PauseFor(length="week"),
        settings.PauseUntil(),
        settings.Resume(),
        settings.Leave(),
        my_data.ShowMyData(),
        my_data.DownloadMyData(),
        my_data.RemoveMyData(),
        choices.ChooseHour(),
        choices.SpeakAt(hour=11),
        choices.ChooseSilence(),
        choices.SilentFor(until=Quiet.HOUR),
        choices.EndSilence(),
        choices.ChooseSubstitute(),
        choices.AllColleagues(),
        snooze.SnoozeList(),
        summary.Summarise(look=summary.Look.SCHOOLS),
        lambda f: summary.SummariseYear(roadmap_id=f.roadmap),
        lambda f: summary.SummariseOf(roadmap_id=f.roadmap, look=summary.Look.SCHOOLS),
        summary.Summarise(look=summary.Look.ACTIVITIES),
        surveys.OwnSurveys(page=0),
        tasks.ListTasks(view=View.NOW),
        tasks.ListTasksBelow(view=View.AHEAD),
    ),
    # The school's own work, the members' answers, the survey of those who are asked.
    *_list(
        NOBODY,
        lambda f: evidence.SubmitEvidence(assignment_id=f.assignment),
        lambda f: evidence.Done(evidence_id=f.collecting),
        lambda f: archives.CancelArchive(id=f.archive),
        lambda f: evidence.CancelEvidence(evidence_id=f.collecting),
        lambda f: evidence.ShowPackage(evidence_id=f.collecting),
        lambda f: evidence.ListFiles(evidence_id=f.collecting),
        lambda f: requirements.AskPart(file_id=f.file),
        lambda f: requirements.TellPart(file_id=f.file, part_id=f.part),
        lambda f: requirements.DoneWithout(evidence_id=f.collecting),
        lambda f: evidence.RemoveFile(file_id=f.file),
        lambda f: evidence_links.RemoveLink(link_id=f.link),
        lambda f: evidence.FileUnder(assignment_id=f.assignment),
        lambda f: review.MendPackage(evidence_id=f.submitted),
        lambda f: evidence.WithdrawPackage(evidence_id=f.submitted),
        lambda f: evidence.ChooseSchools(evidence_id=f.collecting),
        lambda f: siblings.TickSchool(evidence_id=f.collecting, assignment_id=f.assignment, ticked=True),
        lambda f: siblings.TickAllSchools(evidence_id=f.collecting),
        lambda f: meetings.AnswerMeeting(meeting_id=f.meeting, edition=1, coming=Coming.YES),
        lambda f: surveys.TakeSurvey(survey_id=f.survey),
        lambda f: surveys.GoToQuestion(question_id=f.question),
        lambda f: surveys.ChooseOption(question_id=f.question, option=0),
        lambda f: surveys.ReviewAnswers(survey_id=f.survey),
        lambda f: surveys.SubmitAnswers(survey_id=f.survey),
    ),
    # Who has the same role, or a school in common, may stand in; a task is put off by who owes it.
    *_list(
        frozenset({Role.CURATOR}),
        lambda f: choices.SubstituteIs(person_id=f.person),
        lambda f: choices.SubstituteFrom(person_id=f.person, first=738_200),
        lambda f: choices.SubstituteUntil(person_id=f.person, first=738_200, last=738_201),
    ),
    *_list(
        NOBODY,
        lambda f: choices.EndSubstitute(id=f.substitution),
        lambda f: snooze.ChooseSnooze(id=f.assignment),
        lambda f: snooze.SnoozeTask(id=f.assignment, later=Later.TOMORROW),
        lambda f: snooze.UnsnoozeTask(id=f.assignment),
    ),
    # What the city sees and others don't.
    *_list(
        CITY,
        *(summary.Summarise(look=look) for look in (summary.Look.SURVEYS, summary.Look.MEETINGS)),
        summary.Summarise(look=summary.Look.PEOPLE),
        lambda f: summary.SummariseSchool(school_id=f.school),
        lambda f: summary.SummariseSchoolOf(roadmap_id=f.roadmap, school_id=f.school),
        surveys.ListSurveys(group=Group.OPEN),
        surveys.ListSurveys(group=Group.CLOSED),
        lambda f: surveys.ShowSurvey(survey_id=f.survey),
        lambda f: surveys.ShowResults(survey_id=f.survey),
        lambda f: surveys.ShowSaid(question_id=f.question),
        lambda f: surveys.ShowSilent(survey_id=f.survey),
        lambda f: tasks.OpenTask(id=f.assignment),
        lambda f: evidence_search.FindEvidence(chosen=Chosen(school_id=f.school).pack()),
        lambda f: evidence_search.ChooseEvidence(by=Field.MONTH, chosen=Chosen(school_id=f.school).pack()),
        lambda f: evidence_search.OpenEvidence(evidence_id=f.submitted),
        lambda f: evidence_search.AskArchive(chosen=Chosen(school_id=f.school).pack()),
        lambda f: archives.MakeArchive(chosen=Chosen(school_id=f.school).pack()),
        lambda f: tasks.OpenTaskBelow(id=f.assignment),
        lambda f: tasks.ShowFiles(evidence_id=f.submitted),
        lambda f: history.ShowHistory(assignment_id=f.assignment),
    ),
    # The coordinator's.
    *_list(
        COORDINATOR,
        *(
            go(section=section)
            for go in (menu.Go, menu.GoBelow)
            for section in (Section.REVIEW, Section.PEOPLE, Section.ROADMAP)
        ),
        schools.SchoolList(),
        schools.AddSchools(),
        lambda f: schools.SchoolOpen(id=f.school),
        lambda f: schools.SchoolRename(id=f.school),
        lambda f: schools.SchoolDetail(id=f.school, what=schools.Detail.NOTE),
        lambda f: schools.SchoolArchive(id=f.school),
        lambda f: successors.HandOver(role=Role.CURATOR, school_id=f.school, from_id=f.person),
        lambda f: successors.HandTo(
            role=Role.CURATOR, school_id=f.school, from_id=f.person, to_id=f.coordinator
        ),
        lambda f: successors.TakeBack(
            role=Role.CURATOR, school_id=f.school, from_id=f.coordinator, to_id=f.person
        ),
        lambda f: successors.HandByInvitation(role=Role.CURATOR, school_id=f.school, from_id=f.person),
        lambda f: schools.SchoolRestore(id=f.school),
        people.PeopleList(),
        people.UnheardList(),
        lambda f: people.PersonOpen(id=f.person),
        lambda f: people.Withdraw(membership_id=f.membership, person_id=f.person),
        lambda f: people.GiveBack(person_id=f.person, role=Role.CURATOR, school_id=f.school),
        invitations.ChooseRole(),
        invitations.PickSchools(role=Role.CURATOR),
        lambda f: invitations.StartTicks(role=Role.CURATOR, school_id=f.school),
        lambda f: invitations.Tick(role=Role.CURATOR, school_id=f.school, page=0),
        invitations.InviteTicked(role=Role.CURATOR),
        invitations.Invite(role=Role.COORDINATOR),
        lambda f: invitations.InviteAnew(person_id=f.person, role=Role.CURATOR),
        invitations.InvitationList(),
        lambda f: invitations.Renew(id=f.invitation),
        lambda f: invitations.Revoke(id=f.invitation),
        lambda f: invitations.BringBack(id=f.invitation),
        lambda f: invitations.NameInvitation(id=f.invitation),
        finding.Find(where=finding.Where.PEOPLE),
        finding.Found(where=finding.Where.SCHOOLS),
        roster.AskRoster(),
        roster.RosterForm(),
        lambda f: roster.RosterPage(draft_id=f.people_draft),
        lambda f: roster.DropRoster(draft_id=f.people_draft),
        lambda f: roster.TakeRoster(draft_id=f.people_draft),
        roster.RenewLinks(sure=True),
        first_check.CheckFirst(on=True),
        review.ReviewQueue(),
        review.ReviewShelves(of=Of.SCHOOL),
        lambda f: review.BackToPackage(evidence_id=f.submitted),
        lambda f: review.SkipPackage(evidence_id=f.submitted),
        lambda f: review.AskAcceptAll(activity_id=f.activity),
        lambda f: review.AcceptAll(activity_id=f.activity, up_to=f.submitted, marked=True),
        lambda f: review.UndoAll(review_id=f.review),
        lambda f: review.OpenPackage(evidence_id=f.submitted),
        lambda f: review.PackageFiles(evidence_id=f.submitted),
        lambda f: review.Accept(evidence_id=f.submitted),
        lambda f: review.AskReason(evidence_id=f.submitted),
        lambda f: review.Return(evidence_id=f.submitted, reason=review.Reason.PHOTO),
        lambda f: review.UndoDecision(review_id=f.review),
        lambda f: not_applicable.AskWhyNot(assignment_id=f.assignment),
        lambda f: not_applicable.LeaveAsked(assignment_id=f.assignment),
        lambda f: not_applicable.SetNotApplicable(
            assignment_id=f.assignment, reason=not_applicable.WhyNot.LEFT
        ),
        lambda f: not_applicable.ApplyAgain(assignment_id=f.assignment),
        roadmap.RoadmapPage(page=0),
        lambda f: roadmap.RoadmapOf(roadmap_id=f.roadmap),
        lambda f: roadmap.DownloadRoadmap(roadmap_id=f.roadmap, form="xlsx"),
        lambda f: roadmap.ShowActivity(activity_id=f.activity, page=0),
        lambda f: requirements.ShowRequirements(activity_id=f.activity),
        lambda f: requirements.AddSuggested(activity_id=f.activity, page=0),
        lambda f: requirements.TypePart(activity_id=f.activity, page=0),
        lambda f: requirements.RemovePart(part_id=f.part, page=0),
        lambda f: requirements.RestorePart(part_id=f.part, page=0),
        lambda f: requirements.TakeOffice(activity_id=f.activity, takes=True, page=0),
        roadmap.UploadRoadmap(),
        lambda f: ladders.ShowLadder(of=ladders.Of.ROADMAP, id=f.roadmap),
        lambda f: ladders.TakeLadder(of=ladders.Of.ACTIVITY, id=f.activity, ready=Ready.GENTLE),
        lambda f: ladders.TypeLadder(of=ladders.Of.ACTIVITY, id=f.activity),
        lambda f: ladders.LadderOfRoadmap(activity_id=f.activity),
        lambda f: ladders.TakeRhythm(activity_id=f.activity, rhythm=Rhythm.MONTH),
        lambda f: ladders.ShowLadder(of=ladders.Of.DRAFT, id=f.roadmap_draft),
        lambda f: ladders.TakeLadder(of=ladders.Of.DRAFT, id=f.roadmap_draft, ready=Ready.GENTLE),
        lambda f: ladders.TypeLadder(of=ladders.Of.DRAFT, id=f.roadmap_draft),
        lambda f: roadmap.WatchActivity(activity_id=f.activity, watched=False, page=0),
        lambda f: roadmap.RoadmapSchools(roadmap_id=f.roadmap),
        lambda f: roadmap.TickRoadmapSchool(
            roadmap_id=f.roadmap, school_id=f.school, takes_part=False, page=0
        ),
    ),
    # A draft is all coordinators' together.
    *_list(
        COORDINATOR,
        lambda f: drafts.ShowDraft(draft_id=f.roadmap_draft),
        lambda f: drafts.DraftPage(draft_id=f.roadmap_draft, page=0),
        lambda f: drafts.DraftChanges(draft_id=f.roadmap_draft, page=0),
        lambda f: drafts.NextDoubt(draft_id=f.roadmap_draft),
        lambda f: drafts.ShowRead(draft_id=f.roadmap_draft, position=1),
        lambda f: drafts.ReadIsRight(draft_id=f.roadmap_draft, position=1),
        lambda f: drafts.LeaveOut(draft_id=f.roadmap_draft, position=1, left_out=True),
        lambda f: drafts.CorrectDeadline(draft_id=f.roadmap_draft, position=1),
        lambda f: drafts.OnWorkingDays(draft_id=f.roadmap_draft, position=1),
        lambda f: drafts.TakeDeadline(draft_id=f.roadmap_draft, position=1),
        lambda f: drafts.CorrectExecutors(draft_id=f.roadmap_draft, position=1),
        lambda f: drafts.TickExecutors(
            draft_id=f.roadmap_draft, position=1, whom=drafts.For.SCHOOLS, ticked=False
        ),
        lambda f: drafts.ChooseMeeting(draft_id=f.roadmap_draft),
        lambda f: drafts.MeetingIs(draft_id=f.roadmap_draft, position=2),
        lambda f: drafts.DraftSchools(draft_id=f.roadmap_draft),
        lambda f: drafts.TickDraftSchool(
            draft_id=f.roadmap_draft, school_id=f.school, takes_part=False, page=0
        ),
        lambda f: drafts.SchoolsAreRight(draft_id=f.roadmap_draft),
        lambda f: drafts.LadderIsRight(draft_id=f.roadmap_draft),
        lambda f: drafts.LookAtStart(draft_id=f.roadmap_draft),
        lambda f: drafts.AskDrop(draft_id=f.roadmap_draft),
        drafts.ReadOffered(),
        drafts.FileOffered(),
        drafts.ReplaceDraft(),
        drafts.KeepDraft(),
        lambda f: drafts.StartDraft(draft_id=f.roadmap_draft),
        lambda f: drafts.DropDraft(draft_id=f.roadmap_draft),
    ),
    *_list(
        COORDINATOR,
        newyear.OfferNewYear(),
        lambda f: newyear.TakeOver(roadmap_id=f.roadmap, year=2023, same_schools=True),
        preview.PreviewWeek(),
        journal.JournalPage(),
        lambda f: journal.JournalPage(school_id=f.school),
        preview.PreviewDay(day=738_165),
        announcements.NewAnnouncement(),
        announcements.ListAnnouncements(),
        lambda f: announcements.ShowAudience(id=f.announcement),
        lambda f: announcements.TickAudience(id=f.announcement, role=Role.CURATOR),
        lambda f: announcements.PickPlaces(id=f.announcement),
        lambda f: announcements.TickPlace(id=f.announcement, school_id=f.school, page=0),
        lambda f: announcements.AllPlaces(id=f.announcement),
        lambda f: announcements.ChangeWords(id=f.announcement),
        lambda f: announcements.LookAtAnnouncement(id=f.announcement),
        lambda f: announcements.SendAnnouncement(id=f.announcement),
        lambda f: announcements.DropAnnouncement(id=f.announcement),
        lambda f: announcements.ShowResult(id=f.sent_announcement),
        lambda f: announcements.ShowNotReached(id=f.sent_announcement),
        lambda f: announcements.ShowNotReachedBelow(id=f.sent_announcement),
        lambda f: announcements.StopAnnouncement(id=f.sent_announcement),
        meetings.ChooseMonth(),
        lambda f: meetings.PlanMeeting(occurrence_id=f.month),
        lambda f: meetings.AskStep(occurrence_id=f.month, step=Step.DAY),
        lambda f: meetings.PickDay(occurrence_id=f.month, day=738_200),
        lambda f: meetings.PickTime(occurrence_id=f.month, minutes=900),
        lambda f: meetings.SamePlace(occurrence_id=f.month),
        lambda f: meetings.SkipAgenda(occurrence_id=f.month),
        lambda f: meetings.SendMeeting(occurrence_id=f.month, checksum=1),
        lambda f: meetings.MoveMeeting(meeting_id=f.meeting),
        lambda f: meetings.CancelMeeting(meeting_id=f.meeting, sure=True),
        surveys.ListSurveys(group=Group.DRAFT),
        lambda f: surveys.CloseSurvey(survey_id=f.survey, sure=True),
        survey_building.NewSurvey(),
        lambda f: survey_building.ShowDraft(survey_id=f.draft),
        lambda f: survey_building.ChangeTitle(survey_id=f.draft),
        lambda f: survey_building.AddQuestion(survey_id=f.draft),
        lambda f: survey_building.ChooseKind(survey_id=f.draft, kind=QuestionKind.TEXT),
        lambda f: survey_building.ShowQuestion(question_id=f.draft_question),
        lambda f: survey_building.ChangeText(question_id=f.draft_question),
        lambda f: survey_building.ChangeOptions(question_id=f.draft_question),
        lambda f: survey_building.MoveUp(question_id=f.draft_question),
        lambda f: survey_building.DeleteQuestion(question_id=f.draft_question),
        lambda f: survey_building.Preview(survey_id=f.draft, number=1),
        lambda f: survey_building.ChooseRoles(survey_id=f.draft),
        lambda f: survey_building.TickRole(survey_id=f.draft, role=Role.CURATOR),
        lambda f: survey_building.ChooseEnd(survey_id=f.draft),
        lambda f: survey_building.EndIn(survey_id=f.draft, until=Until.WEEK),
        lambda f: survey_building.TypeEnd(survey_id=f.draft),
        lambda f: survey_building.ConfirmSurvey(survey_id=f.draft),
        lambda f: survey_building.SendSurvey(survey_id=f.draft),
        lambda f: survey_building.DropSurvey(survey_id=f.draft, sure=True),
    ),
]

AT_THE_DOOR: dict[type[CallbackData], CallbackData] = {
    door.Join: door.Join(token="A" * 22),
    door.Claim: door.Claim(code="0000-0000-0000"),
    door.NotNow: door.NotNow(token="A" * 22),
}
"""The buttons that strangers may press. What proves that one may is in them, and here it proves nothing."""


@dataclass(frozen=True)
class Typing:
    """Input that is awaited: of what, and whose text is taken for it all the same."""

    payload: Callable[[Foreign], dict[str, Any]]
    may: Roles


AWAITED: dict[str, Typing] = {
    "announcement": Typing(lambda f: {"announcement_id": f.announcement}, COORDINATOR),
    "evidence": Typing(lambda f: {"evidence_id": f.collecting}, NOBODY),
    "invitation-name": Typing(lambda f: {"invitation_id": f.invitation}, COORDINATOR),
    "not-applicable": Typing(lambda f: {"assignment_id": f.assignment}, COORDINATOR),
    "meeting": Typing(lambda f: Draft(f.month).to_payload(), COORDINATOR),
    "meeting-substitute": Typing(lambda f: {"meeting_id": f.meeting}, NOBODY),
    "people-document": Typing(lambda _: {}, COORDINATOR),
    "people-word": Typing(lambda _: {"where": "schools", "word": ""}, COORDINATOR),
    "required-part": Typing(lambda f: {"activity_id": f.activity, "page": 0}, COORDINATOR),
    "return-reason": Typing(lambda f: {"evidence_id": f.submitted}, COORDINATOR),
    "roadmap-document": Typing(lambda _: {}, COORDINATOR),
    "draft-deadline": Typing(lambda f: {"draft_id": f.roadmap_draft, "position": 1, "page": 0}, COORDINATOR),
    "draft-ladder": Typing(lambda f: {"draft_id": f.roadmap_draft}, COORDINATOR),
    "school-detail": Typing(lambda f: {"school_id": f.school, "what": "note"}, COORDINATOR),
    "school-name": Typing(lambda f: {"school_id": f.school}, COORDINATOR),
    "schools-new": Typing(lambda _: {}, COORDINATOR),
    "settings-name": Typing(lambda _: {}, EVERYBODY),
    "settings-pause": Typing(lambda _: {}, EVERYBODY),
    "silence": Typing(lambda _: {}, EVERYBODY),
    "substitute-name": Typing(lambda _: {"name": ""}, EVERYBODY),
    "substitute-first": Typing(lambda f: {"person_id": f.person}, EVERYBODY),
    "substitute-last": Typing(lambda f: {"person_id": f.person, "first": "2022-01-20"}, EVERYBODY),
    "ladder-steps": Typing(lambda f: {"of": "roadmap", "id": f.roadmap, "page": 0}, COORDINATOR),
    "successor-name": Typing(
        lambda f: {"role": "curator", "school_id": f.school, "from_id": f.person, "word": ""}, COORDINATOR
    ),
    "survey-answer": Typing(lambda f: {"question_id": f.question}, NOBODY),
    "survey-draft-title": Typing(lambda _: {}, COORDINATOR),
    "survey-draft-new-title": Typing(lambda f: {"survey_id": f.draft}, COORDINATOR),
    "survey-draft-question": Typing(lambda f: {"survey_id": f.draft, "kind": "text"}, COORDINATOR),
    "survey-draft-options": Typing(lambda f: {"survey_id": f.draft, "text": "Что?"}, COORDINATOR),
    "survey-draft-new-text": Typing(lambda f: {"question_id": f.draft_question}, COORDINATOR),
    "survey-draft-new-options": Typing(lambda f: {"question_id": f.draft_question}, COORDINATOR),
    "survey-draft-end": Typing(lambda f: {"survey_id": f.draft}, COORDINATOR),
}

SECTIONS: dict[Section, Roles] = dict.fromkeys(Section, EVERYBODY) | dict.fromkeys(
    (Section.REVIEW, Section.PEOPLE, Section.ROADMAP), COORDINATOR
)

OTHER_MESSAGES = {
    "greet": "a command",
    "cancel": "a command",
    "ask_text": "the coordinator's command",
    "look_ahead": "the coordinator's command",
    "show": "the coordinator's command: the journal",
    "begin_new_year": "the coordinator's command",
    "try_code": "proves itself by the setup code",
    "open_invitation": "proves itself by a token",
    "offer": "for whom the settings name",
    "turn_away": "for strangers",
    "say_so": "for whom no role is left",
    "take_document": "the coordinator's",
    "take_list": "the coordinator's",
    "say_what_is_read": "changes nothing",
    "explain_what_is_taken": "changes nothing",
    "take_file": "one's own file",
    "explain": "changes nothing",
}
"""Handlers of messages that no section and no awaited input leads to."""
