"""Checks of the texts: ``python -m locales.check``, status 1 if something is wrong."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from locales.catalog import Catalog, Text
from locales.uses import Use, Uses, find_uses

BUTTON_LIMIT = 40

# https://core.telegram.org/bots/api#html-style
_TAGS = frozenset(
    "b strong i em u ins s strike del span tg-spoiler a tg-emoji code pre blockquote".split()  # noqa: SIM905 - a list
)
_TAG = re.compile(r"<(/?)([a-z-]+)((?: [a-z-]+(?:=\"[^\"<>]*\")?)*)>")
_BARE = re.compile(r"[<>]|&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)")


def check(root: Path) -> list[str]:
    """Everything that is wrong with the texts of the project in ``root``, a line each."""
    folders = sorted({path.parent for path in (root / "locales").glob("*/*.ftl")})
    catalogs = [Catalog(folder) for folder in folders]
    uses = find_uses(root)
    problems = [problem for catalog in catalogs for problem in _of_one(catalog, uses)]
    return problems + list(_between(catalogs)) + list(_of_uses(catalogs, uses))


def _of_one(catalog: Catalog, uses: Uses) -> Iterator[str]:
    yield from catalog.problems
    references = catalog.references()
    for missing in sorted(references - catalog.keys()):
        yield f"locales/{catalog.language}: {missing} is referred to, but does not exist"
    for text in catalog.values():
        where = f"{text.file}: {text.id}"
        if text.id not in references and not uses.mention(text.id):
            yield f"{where} is not used"
        yield from (f"{where} {problem}" for problem in _of_text(catalog, text, uses.certain))


def _of_text(catalog: Catalog, text: Text, uses: list[Use]) -> Iterator[str]:
    button = text.id.endswith("-button")
    if button and (length := catalog.length(text.pattern)) > BUTTON_LIMIT:
        yield f"is a button of {length} characters, {BUTTON_LIMIT} at most"
    places = [use for use in uses if use.means(text.id)]
    plain = button or any(use.plain for use in places)
    html = not button and (not places or not all(use.plain for use in places))
    if catalog.language == "ru" and any(
        choice >= {"one"} and not choice >= {"few"} for choice in text.choices()
    ):
        yield "has a plural without [few]"
    for wording in text.wordings():
        if plain and _TAG.search(wording):
            yield "is shown as plain text, but has a tag"
        if html and (problem := _of_html(wording)):
            yield problem


def _of_html(wording: str) -> str | None:
    opened: list[str] = []
    for end, tag, attributes in _TAG.findall(wording):
        if tag not in _TAGS:
            return f"has <{tag}>, which Telegram doesn't know"
        if not end:
            opened.append(tag)
        elif attributes or not opened or opened.pop() != tag:
            return f"has </{tag}> out of place"
    if opened:
        return f"has <{opened[-1]}> that is never closed"
    bare = _BARE.search(_TAG.sub("", wording))
    return f"has a bare {bare[0]}" if bare else None


def _between(catalogs: list[Catalog]) -> Iterator[str]:
    everything = {text_id for catalog in catalogs for text_id in catalog if not text_id.startswith("-")}
    for text_id in sorted(everything):
        needs = {c.language: c.variables(text_id) for c in catalogs if text_id in c}
        for catalog in catalogs:
            if text_id not in catalog:
                yield f"locales/{catalog.language}: {text_id} is missing"
        if len({frozenset(names) for names in needs.values()}) > 1:
            listed = "; ".join(
                f"{language}: {', '.join(sorted(n)) or 'none'}" for language, n in needs.items()
            )
            yield f"{text_id} has different arguments ({listed})"


def _of_uses(catalogs: list[Catalog], uses: Uses) -> Iterator[str]:
    for use in uses.certain:
        named = use.id if isinstance(use.id, str) else f"/{use.id.pattern}/"
        found = [(catalog, text_id) for catalog in catalogs for text_id in catalog if use.means(text_id)]
        if not found:
            yield f"{use.where}: {named} does not exist"
        needed = {name for catalog, text_id in found for name in catalog.variables(text_id)}
        if use.given is not None and isinstance(use.id, str) and (lacking := needed - use.given):
            yield f"{use.where}: {named} also needs {', '.join(sorted(lacking))}"


def main() -> int:
    """Print what is wrong."""
    problems = check(Path(__file__).parents[1])
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems with the texts" if problems else "The texts are in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
