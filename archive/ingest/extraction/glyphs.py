"""Where PDFium places each character of a PDF page."""

import ctypes

import pypdfium2
import pypdfium2.raw as pdfium

from archive.ingest.extraction.source import Source
from archive.ingest.extraction.visual_order import Glyph

MAX_GLYPHS = 200_000
LAST_CODE_POINT = 0x10FFFF


def read_glyphs(source: Source, page: int) -> list[Glyph]:
    """Return the characters that are drawn on a page, counted from 0."""
    document = pypdfium2.PdfDocument(source.rewound())
    try:
        text_page = document[page].get_textpage()
        count = min(pdfium.FPDFText_CountChars(text_page), MAX_GLYPHS)
        found = (_glyph(text_page, index) for index in range(count))
        return [glyph for glyph in found if glyph is not None]
    finally:
        document.close()


def _glyph(text_page, index: int) -> Glyph | None:
    """Return one character; None for a line end, which PDFium adds where it sees fit."""
    code = pdfium.FPDFText_GetUnicode(text_page, index)
    if code < 32 or code > LAST_CODE_POINT:
        return None
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetCharOrigin(text_page, index, x, y):
        return None
    pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    return Glyph(chr(code), round(x.value, 2), round(y.value, 2), round(box.right, 2), size)
