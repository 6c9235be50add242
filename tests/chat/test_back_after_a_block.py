"""Who let the bot in again on the day of a deadline was greeted, and not told what is due."""

from datetime import timedelta

from tests.city import CURATOR, STRANGER, City


async def test_they_see_what_is_due_at_once_and_once(small_city: City) -> None:
    curator = small_city.phone(CURATOR)
    await curator.blocks()
    await small_city.goes_to(small_city.clock() + timedelta(days=21))
    await curator.sees_all()
    await curator.unblocks()
    due = await curator.sees("Скоро срок")
    assert "Школа № 901" in due["text"]
    await curator.sends("/start")
    assert not [one for one in await curator.sees_all() if "Скоро срок" in one["text"]]


async def test_who_never_joined_learns_nothing(small_city: City) -> None:
    stranger = small_city.phone(STRANGER)
    await stranger.blocks()
    await stranger.unblocks()
    await stranger.sees_nothing()
