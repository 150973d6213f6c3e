"""Builds real files for the tests, with the libraries that people's programs resemble."""

import io
import zipfile
import zlib

import docx
from PIL import Image

WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PERSIAN = "مردم در میدان شهر گرد آمدند"


def picture(format: str = "PNG", size=(64, 40), colour="red", **options) -> bytes:
    saved = io.BytesIO()
    Image.new("RGB", size, colour).save(saved, format, **options)
    return saved.getvalue()


def letter_document(*paragraphs: str) -> bytes:
    document, saved = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(saved)
    return saved.getvalue()


def with_part(container: bytes, name: str, content: bytes) -> bytes:
    """Return the ZIP container with one part replaced or added."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(container)) as old, zipfile.ZipFile(saved, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part), zipfile.ZIP_DEFLATED)
        new.writestr(name, content, zipfile.ZIP_DEFLATED)
    return saved.getvalue()


def word_xml(body: str, prologue: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{prologue}'
        f'<w:document xmlns:w="{WORD_NAMESPACE}"><w:body>{body}</w:body></w:document>'
    ).encode()


def pdf(*pages: str, information: str = "", catalog: str = "") -> bytes:
    """Return a PDF whose font maps each character by a ToUnicode table, as browsers write."""
    characters = sorted({character for page in pages for character in page})
    codes = {character: number for number, character in enumerate(characters, start=1)}
    kids = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /CIDSystemInfo "
        b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        5: _stream(_unicode_table(codes)),
        6: f"<< {information} >>".encode(),
    }
    for number, page in enumerate(pages):
        shown = "".join(f"{codes[character]:04x}" for character in page)
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents {11 + 2 * number} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>"
        ).encode()
        objects[11 + 2 * number] = _stream(f"BT /F 12 Tf 20 100 Td <{shown}> Tj ET".encode())
    return _assemble_pdf(objects)


def _unicode_table(codes: dict[str, int]) -> bytes:
    rows = "\n".join(f"<{code:04x}> <{character.encode('utf-16-be').hex()}>" for character, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange "
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"


def _assemble_pdf(objects: dict[int, bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start, size = len(out), max(objects) + 1
    out += f"xref\n0 {size}\n".encode()
    for number in range(size):
        kind = "n" if number in offsets else "f"
        out += f"{offsets.get(number, 0):010d} {0 if kind == 'n' else 65535:05d} {kind} \n".encode()
    out += f"trailer << /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(out)
