"""Media types that the first bytes decide, and what is inside a ZIP container.

Asked before libmagic, so that the types this archive reads never depend on its version.
Sources: the format specifications; RFC 2046 to 9559 for the names of the types.
"""

import re
import zipfile
import zlib

from archive.ingest.extraction.source import Source

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"WARC/1.", "application/warc"),
    (b"WARC/0.", "application/warc"),
    (b"{\\rtf", "application/rtf"),
)
RIFF_TYPES = {b"WAVE": "audio/wav", b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}
BRANDS = {
    b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime",
    b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heif", b"avif": "image/avif",
    b"3gp4": "video/3gpp", b"3gp5": "video/3gpp",
}  # fmt: skip
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    "wordprocessingml.document.main+xml": OFFICE + "wordprocessingml.document",
    "spreadsheetml.sheet.main+xml": OFFICE + "spreadsheetml.sheet",
    "presentationml.presentation.main+xml": OFFICE + "presentationml.presentation",
    "ms-word.document.macroEnabled.main+xml": "application/vnd.ms-word.document.macroenabled.12",
    "ms-excel.sheet.macroEnabled.main+xml": "application/vnd.ms-excel.sheet.macroenabled.12",
}
CONTENT_TYPES, MIMETYPE = "[Content_Types].xml", "mimetype"
MAX_PART = 256 * 1024


def by_signature(source: Source) -> str | None:
    """Return the type that the first bytes decide, or None where they do not."""
    head = source.head
    for signature, media_type in SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _inside_zip(source)
    if head.startswith(b"\x1f\x8b"):
        return _inside_gzip(head)
    return _media_container(head) or (_late_pdf(head))


def _media_container(head: bytes) -> str | None:
    if head.startswith(b"RIFF"):
        return RIFF_TYPES.get(head[8:12])
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"OggS"):
        return _ogg(head)
    if head.startswith(b"\x1aE\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else "video/x-matroska"
    if re.match(rb"\xff[\xfb\xf3\xf2\xfa][\x10-\xef]", head):
        return "audio/mpeg"
    return None


def _ogg(head: bytes) -> str:
    first = head[:512]
    if b"theora" in first:
        return "video/ogg"
    if b"\x01vorbis" in first or b"OpusHead" in first or b"Speex" in first:
        return "audio/ogg"
    return "application/ogg"


def _late_pdf(head: bytes) -> str | None:
    """PDF readers accept a header within the first 1024 bytes; text around it is not one."""
    position = head[:1024].find(b"%PDF-")
    is_binary = b"\x00" in head[:position] if position > 0 else False
    return "application/pdf" if is_binary or (position > 0 and b"endobj" in head) else None


def _inside_gzip(head: bytes) -> str:
    try:
        start = zlib.decompressobj(wbits=31).decompress(head, 16)
    except zlib.error:
        start = b""
    return "application/warc" if start.startswith(b"WARC/") else "application/gzip"


def _inside_zip(source: Source) -> str:
    """Return what the container says it is, from its directory and one small part."""
    try:
        with zipfile.ZipFile(source.rewound()) as container:
            names = container.namelist()
            if names and names[0] == MIMETYPE:
                return _declared_type(_part(container, MIMETYPE))
            if CONTENT_TYPES in names:
                return _office_type(_part(container, CONTENT_TYPES))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        pass
    except NotImplementedError:
        pass
    return "application/zip"


def _part(container: zipfile.ZipFile, name: str) -> bytes:
    with container.open(name) as part:
        return part.read(MAX_PART)


def _declared_type(content: bytes) -> str:
    """OpenDocument and EPUB put their type, in ASCII, into their first part."""
    declared = content.strip().decode("ascii", "replace").lower()
    is_known = re.fullmatch(r"application/(vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)", declared)
    return declared if is_known else "application/zip"


def _office_type(content: bytes) -> str:
    listed = content.decode("utf-8", "replace")
    for main_part, media_type in MAIN_PARTS.items():
        if main_part in listed:
            return media_type
    return "application/zip"
