"""A PDF that needs what a plain one does not: a decoder in WebAssembly, and a table of characters."""
from io import BytesIO

from PIL import Image

WORDS = "こんにちは世界"
SHOWN = b"q 300 0 0 300 50 300 cm /I Do Q BT /F 30 Tf 50 200 Td <%s> Tj ET" % WORDS.encode("utf-16-be").hex().encode()
PAGE = b"""<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 650] /Contents 4 0 R
/Resources << /XObject << /I 5 0 R >> /Font << /F 6 0 R >> >> >>"""
FONT = b"<< /Type /Font /Subtype /Type0 /BaseFont /Mincho /Encoding /UniJIS-UCS2-H /DescendantFonts [7 0 R] >>"
OUTLINES = b"""<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Mincho /FontDescriptor 8 0 R
/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >>"""
DESCRIPTOR = b"""<< /Type /FontDescriptor /FontName /Mincho /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0
/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>"""


def odd_pdf():
    """One page: a grey picture in JPEG 2000, and WORDS in a font that is not in the file."""
    picture = BytesIO()
    Image.radial_gradient("L").convert("RGB").save(picture, "JPEG2000")
    size = b"/Type /XObject /Subtype /Image /Width 256 /Height 256 /Filter /JPXDecode"
    return _file([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE,
                  _stream(SHOWN), _stream(picture.getvalue(), size), FONT, OUTLINES, DESCRIPTOR])


def _stream(data, entries=b""):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _file(objects):
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    written_at = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    return written + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, written_at)
