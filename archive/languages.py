"""Language tags as BCP 47 (RFC 5646, section 2.1) forms them.

A language of 4 to 8 letters is refused: BCP 47 leaves room for such, but none is registered,
and what people write there is a name ("Persian").
"""
import re

TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # language, extended language
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"  # script, region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",  # extensions, private use
    re.IGNORECASE,
)
MAX_LENGTH = 35


def is_language_tag(text):
    """Whether `text` is a well-formed BCP 47 tag of at most 35 characters, its language of 2 or 3 letters."""
    return len(text) <= MAX_LENGTH and TAG.fullmatch(text) is not None
