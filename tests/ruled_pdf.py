"""PDF with a text layer and a ruled table, as word processors print them: rows go on over the page's end."""

import textwrap
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

WIDTH, HEIGHT, MARGIN, SIZE, LEADING = 842, 595, 30, 8, 10
LETTER = SIZE * 0.5
_RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x400, 0x4FF), (0x2010, 0x2040), (0x2116, 0x2116))
SHARES = (0.05, 0.38, 0.14, 0.2, 0.23)


def pdf_of(
    preface: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str] = (), *, ruled: bool = True
) -> bytes:
    """``rows`` have five cells each. As browsers do it, no line is drawn above a page's first row."""
    document = pikepdf.new()
    font = document.make_indirect(_font(document))
    for content in _pages(preface, rows, after, ruled=ruled):
        page = document.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = document.make_stream(content.encode("ascii"))
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _font(document: pikepdf.Pdf) -> Dictionary:
    """Letters by their Unicode numbers; no shapes are needed to read them."""
    ranges = "\n".join(f"<{first:04X}> <{last:04X}> <{first:04X}>" for first, last in _RANGES)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(_RANGES)} beginbfrange\n{ranges}\nendbfrange endcmap end end"
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/Plain"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=Dictionary(FontBBox=Array([0, -200, 1000, 800])),
        DW=500,
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/Plain"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([document.make_indirect(descendant)]),
        ToUnicode=document.make_stream(to_unicode.encode("ascii")),
    )


def _pages(
    preface: Sequence[str], rows: Sequence[Sequence[str]], after: Sequence[str], *, ruled: bool
) -> Iterator[str]:
    y, drawn = HEIGHT - MARGIN, ""
    for text in preface:
        drawn += _text(MARGIN, y - SIZE, text)
        y -= LEADING
    for row in rows:
        wrapped = [_wrapped(cell, share) for cell, share in zip(row, SHARES, strict=True)]
        while any(wrapped):
            fit = int((y - MARGIN) // LEADING) - 1
            if fit < 1:
                yield drawn
                y, drawn = HEIGHT - MARGIN, ""
                continue
            height = min(max(map(len, wrapped)), fit)
            drawn += _row(
                [cell[:height] for cell in wrapped], y, height * LEADING + 2, ruled=ruled, is_first=not drawn
            )
            y -= height * LEADING + 2
            wrapped = [cell[height:] for cell in wrapped]
    for text in after:
        y -= LEADING
        drawn += _text(MARGIN, y - SIZE, text)
    yield drawn


def _wrapped(text: str, share: float) -> list[str]:
    letters = int(share * (WIDTH - 2 * MARGIN) / LETTER) - 1
    return textwrap.wrap(text, letters, break_on_hyphens=False)


def _row(cells: Sequence[Sequence[str]], top: float, height: float, *, ruled: bool, is_first: bool) -> str:
    drawn, x = "", float(MARGIN)
    for lines, share in zip(cells, SHARES, strict=True):
        width = share * (WIDTH - 2 * MARGIN)
        if ruled:
            low, right = top - height, x + width
            drawn += (
                f"{x:.2f} {top:.2f} m {x:.2f} {low:.2f} l {right:.2f} {low:.2f} l {right:.2f} {top:.2f} l "
            )
            drawn += "S\n" if is_first else f"{x:.2f} {top:.2f} l S\n"
        for at, line in enumerate(lines):
            drawn += _text(x + 2, top - LEADING * at - SIZE, line)
        x += width
    return drawn


def _text(x: float, y: float, text: str) -> str:
    return f"BT /F1 {SIZE} Tf {x:.2f} {y:.2f} Td <{text.encode('utf-16-be').hex()}> Tj ET\n" if text else ""
