"""The Fluent files of one language, read to be checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser, ast


@dataclass(frozen=True)
class Text:
    """A message, an attribute of one (``id.attribute``) or a term (``-id``)."""

    id: str
    file: str
    pattern: ast.Pattern

    def wordings(self) -> Iterator[str]:
        """What may be shown: each pattern and variant by itself, with ``x`` for what is put in."""
        for node in walk(self.pattern):
            if isinstance(node, ast.Pattern):
                yield "".join(_shown(element) for element in node.elements)

    def choices(self) -> Iterator[set[str]]:
        """The keys of each choice in the text."""
        for node in walk(self.pattern):
            if isinstance(node, ast.SelectExpression):
                yield {v.key.name for v in node.variants if isinstance(v.key, ast.Identifier)}


class Catalog(dict[str, Text]):
    """The texts of one language by their ids, and what is wrong with the files themselves."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.language = folder.name
        self.problems: list[str] = []
        for path in sorted(folder.glob("*.ftl")):
            self._read(path)

    def variables(self, text_id: str, seen: frozenset[str] = frozenset()) -> set[str]:
        """Arguments that a text needs, those of texts it refers to included."""
        if text_id not in self or text_id in seen:
            return set()
        found: set[str] = set()
        for node in walk(self[text_id].pattern):
            if isinstance(node, ast.VariableReference):
                found.add(node.id.name)
            elif isinstance(node, ast.MessageReference):
                found |= self.variables(reference(node), seen | {text_id})
        return found

    def references(self) -> set[str]:
        """Ids that texts refer to."""
        nodes = (node for text in self.values() for node in walk(text.pattern))
        return {reference(n) for n in nodes if isinstance(n, ast.MessageReference | ast.TermReference)}

    def length(self, pattern: ast.Pattern) -> int:
        """Characters of the longest wording, arguments not counted."""
        return sum(self._length(element) for element in pattern.elements)

    def _length(self, node: ast.SyntaxNode) -> int:
        if isinstance(node, ast.Placeable):
            return self._length(node.expression)
        if isinstance(node, ast.SelectExpression):
            return max(self.length(variant.value) for variant in node.variants)
        if isinstance(node, ast.MessageReference | ast.TermReference) and reference(node) in self:
            return self.length(self[reference(node)].pattern)
        return len(node.value) if isinstance(node, ast.TextElement | ast.StringLiteral) else 0

    def _read(self, path: Path) -> None:
        file = f"locales/{self.language}/{path.name}"
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Junk):
                self._junk(file, entry)
            elif isinstance(entry, ast.Message | ast.Term):
                self._add(file, entry)

    def _junk(self, file: str, entry: ast.Junk) -> None:
        reasons = "; ".join(str(annotation.message) for annotation in entry.annotations)
        first = (entry.content or "").strip().partition("\n")[0]
        self.problems.append(f"{file}: not understood ({reasons}): {first}")

    def _add(self, file: str, entry: ast.Message | ast.Term) -> None:
        name = f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name
        patterns = {f"{name}.{attribute.id.name}": attribute.value for attribute in entry.attributes}
        if entry.value is not None:
            patterns[name] = entry.value
        for text_id, pattern in patterns.items():
            if text_id in self:
                self.problems.append(f"{file}: {text_id} is also in {self[text_id].file}")
            self[text_id] = Text(text_id, file, pattern)


def walk(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    """A node and all below it."""
    yield node
    for value in vars(node).values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.BaseNode):
                yield from walk(child)


def reference(node: ast.MessageReference | ast.TermReference) -> str:
    """The id of the text that is referred to."""
    name = f"-{node.id.name}" if isinstance(node, ast.TermReference) else node.id.name
    return f"{name}.{node.attribute.name}" if node.attribute is not None else name


def _shown(element: ast.TextElement | ast.Placeable) -> str:
    if isinstance(element, ast.TextElement):
        return element.value
    return (
        str(element.expression.parse()["value"]) if isinstance(element.expression, ast.StringLiteral) else "x"
    )
