"""Where the code uses texts, found in its syntax tree."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGES = ("bot", "handlers", "scheduler", "db", "roadmap", "reports", "playground")


@dataclass(frozen=True)
class Use:
    """A place that says a text: its id, or the pattern of an f-string that makes ids."""

    id: str | re.Pattern[str]
    where: str
    plain: bool
    given: frozenset[str] | None  # names of the arguments, None where they can't be seen

    def means(self, text_id: str) -> bool:
        """Whether this place may say the text."""
        return self.id == text_id if isinstance(self.id, str) else bool(self.id.fullmatch(text_id))


@dataclass
class Uses:
    """Certain uses, and whatever else in the code looks like an id."""

    certain: list[Use] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    patterns: set[re.Pattern[str]] = field(default_factory=set)

    def mention(self, text_id: str) -> bool:
        """Whether the code has the id as a literal, or an f-string that may make it."""
        return text_id in self.words or any(pattern.fullmatch(text_id) for pattern in self.patterns)


def find_uses(root: Path) -> Uses:
    """Read all packages below ``root``.

    A translator is what is annotated as ``Translator`` anywhere, and whatever is called ``t``. Errors for
    people (``UserError`` and its subclasses) carry the id and the arguments of a text in the same way.
    """
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(_sources(root))}
    sayers = {"t", "UserError", *(name for tree in modules.values() for name in _sayers(tree))}
    uses = Uses()
    for path, tree in modules.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                uses.certain.extend(_calls(node, sayers, path.relative_to(root).as_posix()))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                uses.words.add(node.value)
            elif isinstance(node, ast.JoinedStr) and (pattern := _pattern(node)):
                uses.patterns.add(pattern)
    return uses


def _sources(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from (root / package).rglob("*.py")


def _sayers(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and _is_translator(node.annotation):
            yield node.arg
        elif isinstance(node, ast.AnnAssign) and _is_translator(node.annotation):
            yield _name(node.target)
        elif isinstance(node, ast.ClassDef) and any(_name(base) == "UserError" for base in node.bases):
            yield node.name


def _is_translator(annotation: ast.expr | None) -> bool:
    return (
        annotation is not None
        and re.fullmatch(r"\W*(\w+\.)?Translator\W*", ast.unparse(annotation)) is not None
    )


def _calls(call: ast.Call, sayers: set[str], file: str) -> Iterator[Use]:
    name = _name(call.func)
    plain = name == "plain" and isinstance(call.func, ast.Attribute)
    where = f"{file}:{call.lineno}"
    if (plain or name in sayers) and call.args:
        yield from (Use(text_id, where, plain, _given(call)) for text_id in _ids(call.args[0]))
    for keyword in call.keywords:
        if keyword.arg == "text_id":
            yield from (Use(text_id, where, plain=False, given=None) for text_id in _ids(keyword.value))


def _given(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(filter(None, names))


def _ids(argument: ast.expr) -> Iterable[str | re.Pattern[str]]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    if isinstance(argument, ast.IfExp):
        return [*_ids(argument.body), *_ids(argument.orelse)]
    if isinstance(argument, ast.JoinedStr) and (pattern := _pattern(argument)):
        return [pattern]
    return []


def _pattern(joined: ast.JoinedStr) -> re.Pattern[str] | None:
    """The ids an f-string may make; None if it doesn't look like an id or says too little."""
    parts = [part.value if isinstance(part, ast.Constant) else None for part in joined.values]
    fixed = "".join(str(part) for part in parts if part is not None)
    if len(fixed) < 3 or not re.fullmatch(r"[a-z0-9.-]*-[a-z0-9.-]*|[a-z0-9-]+\.", fixed):  # noqa: PLR2004 - "a-" says nothing
        return None
    return re.compile("".join("[a-z0-9-]+" if part is None else re.escape(str(part)) for part in parts))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
