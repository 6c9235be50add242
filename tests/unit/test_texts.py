"""The translator: plurals, escaping, dates, and what it refuses."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.runtime import FluentBundle, FluentResource
from hypothesis import given
from hypothesis import strategies as st

from bot.texts import Markup, MissingText, Translator, load_texts

FTL = """
days = { $n ->
    [one] { $n } день
    [few] { $n } дня
   *[many] { $n } дней
 }
hello = <b>{ $name }</b>
late = { $late ->
    [yes] просрочено
   *[no] в срок
 }
-brand = Куратор
question = Вопрос
    .hint = Ответьте в чате { -brand }
outer = Итог: { hello }
rate = { NUMBER($n, maximumFractionDigits: 1) }
link = <a href="{ $url }">сайт</a>
"""


def translator(language: str = "ru") -> Translator:
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(FTL))
    return Translator(language, bundle)


t = translator()


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "0 дней"),
        (1, "1 день"),
        (2, "2 дня"),
        (5, "5 дней"),
        (11, "11 дней"),
        (21, "21 день"),
        (22, "22 дня"),
        (112, "112 дней"),
        (1021, "1021 день"),
        (2022, "2022 дня"),
        (1000000, "1000000 дней"),
        (-1, "-1 день"),
    ],
)
def test_russian_plurals_and_no_thousands_separators(n: int, text: str) -> None:
    assert t("days", n=n) == text


def test_arguments_are_escaped_in_messages_and_not_in_plain_text() -> None:
    assert t("hello", name='<i>"A" & B</i>') == "<b>&lt;i&gt;&quot;A&quot; &amp; B&lt;/i&gt;</b>"
    assert t.plain("outer", name="A & B") == "Итог: <b>A & B</b>"
    assert t("link", url='x" onclick="y') == '<a href="x&quot; onclick=&quot;y">сайт</a>'


def test_markup_goes_through_unescaped_and_joins_safely() -> None:
    assert t("hello", name=Markup("<i>A</i>")) == "<b><i>A</i></b>"
    lines = Markup("\n").join([t("hello", name="A"), "<i>"])
    assert lines == "<b>A</b>\n&lt;i&gt;"
    assert isinstance(lines, Markup)
    assert t("hello", name="A") + " & B" == "<b>A</b> &amp; B"
    with pytest.raises(TypeError, match="name is HTML"):
        t.plain("hello", name=Markup("<i>A</i>"))


@pytest.mark.parametrize("text_id", ["absent", "question.absent", "absent.hint", ""])
def test_a_missing_text_raises(text_id: str) -> None:
    with pytest.raises(MissingText, match="no text"):
        t(text_id)


def test_a_missing_argument_raises_even_inside_a_plural_or_a_referred_text() -> None:
    for text_id in ("hello", "days", "outer"):
        with pytest.raises(MissingText, match=text_id):
            t(text_id)


@pytest.mark.parametrize("value", [None, datetime(2022, 1, 10, tzinfo=UTC), ["a"], b"a"])
def test_other_types_of_arguments_are_refused(value: object) -> None:
    with pytest.raises(TypeError, match="name is a"):
        t("hello", name=value)  # type: ignore[arg-type]  # what a careless caller would do


def test_truth_dates_numbers_and_attributes() -> None:
    assert t("late", late=True) == "просрочено"
    assert t("late", late=False) == "в срок"
    assert t("hello", name=date(2022, 1, 10)) == "<b>10 января 2022\u00a0г.</b>"
    assert t("rate", n=2.25) == "2,2"
    assert t("rate", n=1234.5) == "1234,5"
    assert t("question.hint") == "Ответьте в чате Куратор"


def test_dates_of_both_languages() -> None:
    day = date(2022, 1, 10)
    moment = datetime(2022, 1, 9, 21, 30, tzinfo=UTC)
    moscow = ZoneInfo("Europe/Moscow")
    assert t.date(day) == "10 января 2022\u00a0г."
    assert t.short_date(day) == t.short_date(day, date(2022, 12, 31)) == "10 янв."
    assert t.short_date(day, date(2023, 1, 9)) == "10 янв. 2022\u00a0г."
    assert t.weekday(day) == "понедельник"
    assert t.month(day) == "январь 2022\u00a0г."
    assert t.datetime(moment, moscow) == "10 января 2022\u00a0г., 00:30"
    en = translator("en")
    assert en.date(day) == "10 January 2022"
    assert en.short_date(day) == "10 Jan"
    assert en.short_date(day, date(2021, 12, 31)) == "10 Jan 2022"
    assert en.weekday(day) == "Monday"
    assert en.month(day) == "January 2022"
    assert en.datetime(moment, moscow) == "10 January 2022, 00:30"
    with pytest.raises(ValueError, match="time zone"):
        t.time(datetime(2022, 1, 9, 21, 30), moscow)  # noqa: DTZ001 - a naive moment is the point


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\r\0"), max_size=4000))
def test_whatever_people_type_is_shown_as_typed(name: str) -> None:
    seen = _Seen()
    seen.feed(t("hello", name=name))
    seen.close()
    assert seen.tags == ["b"]
    assert seen.text == name


def test_answers_of_four_thousand_characters_come_whole() -> None:
    long = "<я" * 2000
    assert t("outer", name=long) == f"Итог: <b>{'&lt;я' * 2000}</b>"
    assert t.plain("hello", name=long) == f"<b>{long}</b>"


def test_marks_for_long_arguments_cannot_be_forged() -> None:
    bundle = FluentBundle(["ru"], use_isolating=False)
    bundle.add_resource(FluentResource("two = { $a } { $b }"))
    two = Translator("ru", bundle)
    assert two("two", a="\ue000c\ue001", b="x" * 2000) == " " + "x" * 2000
    assert two("two", a="\ue000b\ue001", b="<") == "&lt; &lt;"


def test_the_shipped_languages() -> None:
    texts = load_texts()
    assert set(texts.languages) == {"en", "ru"}
    assert texts.language("ru").locale == "ru"
    assert texts.language("en-GB").locale == "en"
    assert texts.language("de").locale == "ru"
    assert texts.language(None) is texts.default
    assert "<code>A1</code>" in texts.language("ru")("error-unexpected", code="A1")


def test_an_unknown_default_language_is_refused() -> None:
    with pytest.raises(KeyError):
        load_texts("de")


def test_languages_have_the_same_files() -> None:
    root = Path(__file__).parents[2] / "locales"
    assert [p.name for p in sorted(root.glob("ru/*.ftl"))] == [p.name for p in sorted(root.glob("en/*.ftl"))]


def test_a_sentence_that_ends_in_a_date_has_one_full_stop() -> None:
    said = load_texts().language("ru")("door-consented", place="куратор", day=date(2022, 1, 10))
    assert said.endswith("10 января 2022\u00a0г.")
    assert "г.." not in said
