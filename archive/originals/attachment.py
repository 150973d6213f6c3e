"""Headers that keep an original inert: it can be saved, never run from our origin.

Three locks, each enough alone: `Content-Disposition: attachment`, a type that
is not active with `nosniff`, and a sandbox without any source. django-csp 4.0
leaves a Content-Security-Policy that is already set (csp/middleware.py,
`no_header`); a test holds it to that.
"""
import re
import unicodedata

from django.utils.http import content_disposition_header

NEUTRAL = "application/octet-stream"
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,126}")
INERT_TYPES = frozenset({
    "application/epub+zip",
    "application/gzip",
    "application/json",
    "application/msword",
    "application/pdf",
    "application/rtf",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/warc",
    "application/zip",
    "image/avif",
    "image/bmp",
    "image/gif",
    "image/heic",
    "image/heif",
    "image/jp2",
    "image/jpeg",
    "image/jxl",
    "image/png",
    "image/tiff",
    "image/webp",
    "text/csv",
    "text/plain",
})
INERT_FAMILIES = ("audio/", "video/")

SEPARATORS = str.maketrans({"/": "_", "\\": "_"})
KEPT_FORMAT_CHARACTERS = "\u200c\u200d"  # the joiners, which Persian spelling needs
DROPPED_CATEGORIES = ("Cc", "Cf", "Cs", "Zl", "Zp")
NAME_BYTES = 200  # below the 255 of common file systems, with room for " (1)"


def inert_headers(media_type, filename, sha256):
    """Return the headers of an original, for any response that carries its bytes.

    `Cache-Control` is `private, no-cache`: an original can be withdrawn, so no
    shared cache may keep it and a browser must ask each time, which the ETag
    makes cheap.
    """
    name = safe_filename(filename) or f"original-{sha256[:12]}"
    return {
        "Content-Type": inert_type(media_type),
        "Content-Disposition": content_disposition_header(True, name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
    }


def inert_type(media_type):
    """Return the type if no browser would run it, else application/octet-stream.

    What is not known to be inert is neutral: HTML, SVG, XML, mail, MHTML,
    scripts, and whatever comes next. The name keeps its extension, so a saved
    file opens as it should. Parameters are dropped.
    """
    main_type = (media_type or "").split(";")[0].strip().lower()
    is_inert = main_type in INERT_TYPES or main_type.startswith(INERT_FAMILIES)
    return main_type if is_inert and MEDIA_TYPE.fullmatch(main_type) else NEUTRAL


def safe_filename(filename):
    """Return a name in any script without what could mislead or leave the folder.

    Gone are control characters, line separators, lone surrogates, marks that
    reverse the reading order (a "gpj.exe" that looks like "exe.jpg"), path
    separators, and leading dots. May be empty.
    """
    normal = unicodedata.normalize("NFC", filename or "").translate(SEPARATORS)
    kept = "".join(character for character in normal if is_kept(character))
    kept = kept.strip(". ")
    return shortened(kept)


def is_kept(character):
    """Whether a character may stand in a file name that we send."""
    return (
        character in KEPT_FORMAT_CHARACTERS
        or unicodedata.category(character) not in DROPPED_CATEGORIES
    )


def shortened(name):
    """Return a name of at most NAME_BYTES in UTF-8, with its extension."""
    if len(name.encode()) <= NAME_BYTES:
        return name
    stem, dot, extension = name.rpartition(".")
    if not dot or len(extension) > 10:
        stem, extension = name, ""
    tail = (dot + extension if extension else "").encode()
    return (stem.encode()[: NAME_BYTES - len(tail)] + tail).decode(errors="ignore")
