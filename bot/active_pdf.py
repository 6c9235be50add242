"""Whether a PDF wants to run something, or carries other files (ISO 32000-1, 12.6 «Actions»)."""

from collections.abc import Iterator

import pikepdf

_RUNS = {"/JavaScript", "/Launch", "/Rendition", "/RichMediaExecute"}
"""A film may run a script as well."""
_LONGEST_CHAIN = 10_000


def runs_something(pdf: pikepdf.Pdf) -> bool:
    """When it is opened, printed, turned over, touched or filled in."""
    root = pdf.Root
    names = root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        return True
    return any(_acts(place) for place in _places(pdf))


def carries_files(pdf: pikepdf.Pdf) -> bool:
    names = pdf.Root.get("/Names")
    return isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names


def _places(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Whatever may have an action: the document, its pages and what is on them, fields, its contents."""
    yield pdf.Root
    for page in pdf.pages:
        yield page.obj
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            yield from annotations
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary):
        yield from _tree(form.get("/Fields"))
    outlines = pdf.Root.get("/Outlines")
    if isinstance(outlines, pikepdf.Dictionary):
        yield from _tree(outlines.get("/First"))


def _tree(start: object) -> Iterator[pikepdf.Object]:
    """Fields with their kids, lines of the contents with theirs and those that follow."""
    ahead, seen = [start], set[tuple[int, int]]()
    while ahead:
        place = ahead.pop()
        if isinstance(place, pikepdf.Array):
            ahead.extend(place)
        elif isinstance(place, pikepdf.Dictionary):
            if place.is_indirect:
                if place.objgen in seen:
                    continue
                seen.add(place.objgen)
            yield place
            ahead += [place.get(name) for name in ("/Kids", "/First", "/Next") if name in place]


def _acts(place: object) -> bool:
    if not isinstance(place, pikepdf.Dictionary):
        return False
    if place.get("/Subtype") in ("/RichMedia", "/Movie", "/Screen") and "/A" in place:
        return True
    actions = [place.get(name) for name in ("/OpenAction", "/A", "/PA")]
    more = place.get("/AA")
    if isinstance(more, pikepdf.Dictionary):
        actions += [more.get(name) for name in more.keys()]  # noqa: SIM118 -- no mapping: it iterates otherwise
    return any(_is_run(action) for action in actions)


def _is_run(action: object) -> bool:
    """It or one of those that follow it; a chain without end is up to no good."""
    ahead, looked = [action], 0
    while ahead:
        looked += 1
        if looked > _LONGEST_CHAIN:
            return True
        step = ahead.pop()
        if isinstance(step, pikepdf.Array):
            ahead.extend(step)
        elif isinstance(step, pikepdf.Dictionary):
            if str(step.get("/S", "")) in _RUNS or "/JS" in step:
                return True
            ahead.append(step.get("/Next"))
    return False
