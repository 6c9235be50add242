"""Every phrase that the grammar can generate is read back to itself.

A phrase is derived from the grammar's own rules, with words for its terminals. The derivation says what the
phrase means; reading its text must come to the same, whatever slips it is typed with. Only the words are
given here (``deadline-words.tsv``): a new rule is tried without a change, a new terminal asks for its words.
"""

import random
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lark import Token, Tree
from lark.exceptions import VisitError
from lark.grammar import Rule, Symbol

from roadmap.deadlines import Period, deadline_json, read_deadline
from roadmap.deadlines.clauses import Clause
from roadmap.deadlines.normal import normalise
from roadmap.deadlines.parsing import meaning, parse, parser
from roadmap.deadlines.shapes import Unreadable

DATA = Path(__file__).parent.parent / "data"
YEAR = Period.year(2022)
DEEPEST = 8

WORDS = {
    terminal: words.split(" | ")
    for terminal, words in (
        line.split("\t")
        for line in (DATA / "deadline-words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    )
}
TO_THE_COMMA = WORDS["PLACE"] + WORDS["ANCHOR"]

LATIN = str.maketrans("асеорхукмтнви", "aceopxykmthbu")
BLANKS = (" ", "  ", "\u00a0", "\u202f", "\t")
DASHES = ("-", "–", "—", "‑", "−", "‒")

T = TypeVar("T")


class Choose(Protocol):
    def __call__(self, options: list[T], /) -> T: ...


Branch = Tree[Token] | Token
Outcome = tuple[Clause, ...] | str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules but those that only say how clauses stand side by side."""
    beside = {"start", "__start_star_0", "unseparated", "_sep"}
    return tuple(rule for rule in parser().rules if rule.origin.name not in beside)


@cache
def leads(name: str, to: str) -> bool:
    """Whether a derivation of one symbol can have the other in it."""
    return to in reachable(name)


@cache
def reachable(name: str) -> frozenset[str]:
    seen, ahead = {name}, [name]
    while ahead:
        symbol = ahead.pop()
        found = {part.name for rule in of(symbol) for part in rule.expansion if not part.is_term}
        ahead += found - seen
        seen |= found
    return frozenset(seen)


@cache
def of(name: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in parser().rules if rule.origin.name == name)


def derived(
    choose: Choose, name: str, through: Rule | None = None, depth: int = 0
) -> tuple[list[str], Branch]:
    """The words of a phrase with the rule ``through`` in it, and its syntax tree as the parser builds it."""
    rule = chosen(choose, name, through, depth)
    rest = None if rule is through else through
    carriers = [index for index, part in enumerate(rule.expansion) if rest and carries(part, rest)]
    carrier = choose(carriers) if carriers else None
    parts = [
        worded(choose, part.name)
        if part.is_term
        else derived(choose, part.name, rest if index == carrier else None, depth + 1)
        for index, part in enumerate(rule.expansion)
    ]
    children = [child for _, child in parts]
    return [word for words, _ in parts for word in words], parser()._callbacks[rule](children)


def worded(choose: Choose, terminal: str) -> tuple[list[str], Branch]:
    word = choose(WORDS[terminal])
    return [word], Token(terminal, word)


def chosen(choose: Choose, name: str, through: Rule | None, depth: int) -> Rule:
    if through and through.origin.name == name:
        return through
    options = list(of(name))
    if through:
        options = [rule for rule in options if any(carries(part, through) for part in rule.expansion)]
    elif depth > DEEPEST:
        shortest = min(len(rule.expansion) for rule in options)
        options = [rule for rule in options if len(rule.expansion) == shortest]
    return choose(options)


def carries(part: Symbol, rule: Rule) -> bool:
    return not part.is_term and leads(part.name, rule.origin.name)


def outcome(read: Callable[[], tuple[Clause, ...]]) -> Outcome:
    """The clauses, or the reason why there are none."""
    try:
        return read()
    except Unreadable as error:
        return str(error)
    except VisitError as error:
        return str(error.orig_exc)


def is_plain(text: str) -> bool:
    """Not where two readings are right: «в 10.12» is an hour, too, «период с» opens a range."""
    runs_on = any(re.search(re.escape(words) + r"(?! *,| *$)", text) for words in TO_THE_COMMA)
    return not runs_on and not re.search(r"\bв \d{1,2}\.\d\d|(период|реализации)\b.* с\b", text)


def check_clause(texts: Iterable[str], tree: Branch) -> None:
    whole = Tree("start", [tree])
    text, _ = normalise(" ".join(texts))
    if is_plain(text):
        assert outcome(lambda: parse(text)) == outcome(lambda: meaning(whole)), text


@pytest.mark.parametrize("rule", rules(), ids=str)
def test_every_rule_is_read_back_to_itself(rule: Rule) -> None:
    choose = random.Random(str(rule)).choice
    for _ in range(4):
        check_clause(*derived(choose, "clause", rule))


def test_every_word_is_in_a_rule() -> None:
    used = {part.name for rule in parser().rules for part in rule.expansion if part.is_term}
    assert set(WORDS) == used


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(rules()))
def test_any_clause_is_read_back_to_itself(data: st.DataObject, rule: Rule) -> None:
    check_clause(*derived(chooser(data), "clause", rule))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_several_clauses_are_read_back_to_themselves_or_not_at_all(data: st.DataObject) -> None:
    choose = chooser(data)
    clauses = [derived(choose, "clause") for _ in range(choose([2, 3]))]
    text, _ = normalise(choose([", ", " и ", "; ", ", и "]).join(" ".join(texts) for texts, _ in clauses))
    assume(is_plain(text))
    read = outcome(lambda: parse(text))
    whole = Tree("start", [tree for _, tree in clauses])
    assert isinstance(read, str) or read == outcome(lambda: meaning(whole)), text


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(rules()))
def test_slips_of_typing_change_nothing(data: st.DataObject, rule: Rule) -> None:
    choose = chooser(data)
    texts, _ = derived(choose, "clause", rule)
    plain = " ".join(texts)
    typed = "".join(slipped(choose, word) + choose(list(BLANKS)) for word in plain.split())
    assert dates(typed) == dates(plain), typed


def chooser(data: st.DataObject) -> Choose:
    def choose(options: list[T], /) -> T:
        return data.draw(st.sampled_from(options))

    return choose


def slipped(choose: Choose, word: str) -> str:
    """The word in capitals, with Latin letters, a footnote's star, a soft hyphen or another dash."""
    match choose(["", "capitals", "Latin", "star", "soft hyphen", "ё"]):
        case "capitals":
            return word.upper()
        case "Latin" if re.search("[бгджзйлпфцчшщъыьэюя]", word):
            return word.translate(LATIN)
        case "star" if word[-1].isalnum():
            return f"{word}*"
        case "soft hyphen" if word.isalpha() and len(word) > 2:
            return f"{word[:2]}\u00ad{word[2:]}"
        case "ё":
            return word.replace("е", "ё")
    return choose(list(DASHES)) if word == "-" else word


def dates(phrase: str) -> dict[str, object]:
    read = deadline_json(read_deadline(phrase, YEAR))
    return {name: read[name] for name in ("kind", "start", "end", "due", "time", "reason", "warnings")}
