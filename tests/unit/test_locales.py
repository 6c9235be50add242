"""The checker of texts, on small projects made for it, and the project's own texts."""

from pathlib import Path

import pytest

from locales.check import check, main

CODE = "def show(t: Translator, say: Translator) -> None:\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "handlers").mkdir()
    return tmp_path


def problems(project: Path, ru: str, code: str, en: str | None = None) -> list[str]:
    for language, text in (("ru", ru), ("en", ru if en is None else en)):
        (project / "locales" / language).mkdir(parents=True, exist_ok=True)
        (project / "locales" / language / "x.ftl").write_text(text, encoding="utf-8")
    lines = "".join(f"    {line}\n" for line in code.splitlines())
    (project / "handlers" / "x.py").write_text(CODE + lines, encoding="utf-8")
    return check(project)


def test_texts_in_order(project: Path) -> None:
    ru = """
-brand = Куратор
hello = <b>{ $name }</b> в { -brand }
done = { $n ->
    [one] <i>{ $n } день</i>
    [few] <i>{ $n } дня</i>
   *[many] { $n } дней
 }
outer = { hello } { hello-again }
hello-again = снова
ok-button = Да & нет
state-open = открыто
state-done = сдано
survey = Опрос
    .hint = Ответьте <a href="{ $url }">там</a> &amp; здесь
"""
    code = """
t("hello", name="A")
say("done", n=1)
self.t("outer", **args)
t.plain("ok-button")
t(f"state-{state}")
raise UserError("survey" if simple else "survey.hint", url="x")
"""
    assert problems(project, ru, code) == []


@pytest.mark.parametrize(
    ("ru", "code", "said"),
    [
        ("a-b = { $x", 't("a-b", x=1)', "locales/ru/x.ftl: not understood (Expected token"),
        ("a-b = 1\na-b = 2", 't("a-b")', "locales/ru/x.ftl: a-b is also in locales/ru/x.ftl"),
        ("a-b = 1", "pass", "locales/ru/x.ftl: a-b is not used"),
        ("-term = 1\na-b = 1", 't("a-b")', "locales/ru/x.ftl: -term is not used"),
        ("a-b = { c-d }", 't("a-b")', "locales/ru: c-d is referred to, but does not exist"),
        ("a-b = { -c }", 't("a-b")', "locales/ru: -c is referred to, but does not exist"),
        ("a-b = <div>1</div>", 't("a-b")', "locales/ru/x.ftl: a-b has <div>, which Telegram doesn't know"),
        ("a-b = <b>1", 't("a-b")', "locales/ru/x.ftl: a-b has <b> that is never closed"),
        ("a-b = <b><i>1</b></i>", 't("a-b")', "locales/ru/x.ftl: a-b has </b> out of place"),
        ("a-b = 1</b>", 't("a-b")', "locales/ru/x.ftl: a-b has </b> out of place"),
        ("a-b = 1 < 2", 't("a-b")', "locales/ru/x.ftl: a-b has a bare <"),
        ("a-b = 1 & 2", 't("a-b")', "locales/ru/x.ftl: a-b has a bare &"),
        ("a-b = 1 &nbsp; 2", 't("a-b")', "locales/ru/x.ftl: a-b has a bare &"),
        ("a-b = <b>1</b>", 't.plain("a-b")', "locales/ru/x.ftl: a-b is shown as plain text, but has a tag"),
        (
            "a-button = <b>1</b>",
            'x = "a-button"',
            "locales/ru/x.ftl: a-button is shown as plain text, but has a tag",
        ),
        (
            f"a-button = {{ $n ->\n [one] 1\n *[many] {'я' * 41}\n }}",
            't.plain("a-button", n=1)',
            "locales/ru/x.ftl: a-button is a button of 41 characters, 40 at most",
        ),
        (
            "a-b = { $n ->\n [one] 1\n *[many] 2\n }",
            't("a-b", n=1)',
            "locales/ru/x.ftl: a-b has a plural without [few]",
        ),
        ("a-b = 1", 't("a-b")\nt("c-d")', "handlers/x.py:3: c-d does not exist"),
        ("a-b = 1", 't("a-b")\nself.say("c-d")', "handlers/x.py:3: c-d does not exist"),
        ("a-b = 1", 't("a-b")\nraise UserError("c-d")', "handlers/x.py:3: c-d does not exist"),
        (
            "a-b = { $x }",
            'class Late(UserError): ...\nraise Late("a-b", y=1)',
            "handlers/x.py:3: a-b also needs x",
        ),
        ("a-b = 1", 't("a-b")\nrefuse(text_id="c-d")', "handlers/x.py:3: c-d does not exist"),
        ("a-b = 1", 't("a-b")\nt(f"state-{x}")', "handlers/x.py:3: /state\\-[a-z0-9-]+/ does not exist"),
        ("a-b = { $x } { $y }", 't("a-b", x=1)', "handlers/x.py:2: a-b also needs y"),
        ("a-b = { c-d }\nc-d = { $y }", 't("a-b")\nt("c-d", y=1)', "handlers/x.py:2: a-b also needs y"),
    ],
)
def test_each_kind_of_problem_is_said(project: Path, ru: str, code: str, said: str) -> None:
    found = problems(project, ru, code)
    assert any(problem.startswith(said) for problem in found), found


def test_languages_are_compared(project: Path) -> None:
    found = problems(project, "a-b = { $x }\nc-d = 1", 't("a-b", x=1, y=1)\nt("c-d")', en="a-b = { $y }")
    assert "locales/en: c-d is missing" in found
    assert "a-b has different arguments (en: y; ru: x)" in found


def test_a_button_of_forty_characters_is_allowed_and_arguments_do_not_count(project: Path) -> None:
    ru = f"-w = {'я' * 19}\nok-button = {{ $title }}{{ -w }}{{ -w }} я"
    assert problems(project, ru, 't.plain("ok-button", title="x" * 99)') == []


def test_the_texts_of_the_bot_are_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    status = main()
    assert capsys.readouterr().out == "The texts are in order\n"
    assert status == 0
