"""What is kept about a person is read alike from both engines, and is nobody else's."""

from datetime import date

import pytest

from db.engine import Database
from db.models import Account
from db.queries.memberships import grant, leave
from db.queries.my_data import kept_about, tables_about
from roadmap.access import Role
from roadmap.errors import UserError
from tests.engines import both_engines
from tests.plan import NOW, Plan


@both_engines
async def test_own_rows_alone(database: Database) -> None:
    async with database.transaction() as session:
        plan = Plan(session)
        person, other = await plan.person("Анна Тестова"), await plan.person("Пётр Условный")
        school = await plan.school("Школа № 901")
        session.add(Account(person_id=person, chat_id=7_000_000_001))
        await grant(session, person, Role.CURATOR, [school], NOW)
        await grant(session, other, Role.COORDINATOR, [], NOW)
        task = await plan.assignment(await plan.occurrence(1, date(2022, 2, 28)), school)
        await plan.package(task, person, files=2)
        await plan.package(task, other, files=3)
        kept, tables = await kept_about(session, person), await tables_about(session, person)
        assert (kept.name, kept.chat_ids, kept.files, kept.decisions) == (
            "Анна Тестова",
            [7_000_000_001],
            2,
            0,
        )
        assert {name: len(rows) for name, rows in tables.items()} == {
            "roles": 1,
            "packages": 1,
            "files": 2,
            "links": 0,
            "decisions": 0,
            "answers": 0,
            "meetings": 0,
        }
        assert tables["files"][0]["school"] == "Школа № 901"
        await leave(session, person, "Удалённый пользователь", NOW)
        with pytest.raises(UserError):
            await kept_about(session, person)
