"""What a file says about itself, as the first fields of its draft: never more than it says."""
from archive.languages import is_language_tag
from archive.models.document import DcmiType

MAX_TITLE = 1000
TYPES = {
    "image": DcmiType.STILL_IMAGE, "audio": DcmiType.SOUND, "video": DcmiType.MOVING_IMAGE,
}


def suggest_fields(filename, extraction):
    """Document fields for a draft: title, DCMI type, language, extent.

    An embedded title is taken as it is; without one the file name stands in
    [brackets], as every devised title does. Dates and names are left to the
    curator: a file's own date is often the capture's, and a host is no publisher.
    """
    title = " ".join((extraction.metadata.title or "").split())[:MAX_TITLE]
    language = extraction.metadata.language or ""
    return {
        "title": title or f"[{_in_one_line(filename)}]",
        "type": TYPES.get(extraction.media_type.partition("/")[0], DcmiType.TEXT),
        "language": [language] if is_language_tag(language) else [],
        "extent": [f"{extraction.pages} pages"] if extraction.pages else [],
    }


def _in_one_line(filename):
    """A devised title: of a long name the end, with its extension, says more than the beginning."""
    return " ".join(filename.split())[-(MAX_TITLE - 2):] or "unnamed"
