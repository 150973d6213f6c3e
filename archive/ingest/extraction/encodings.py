"""Which encoding a text is in, so that its decoding is exact and can be repeated.

A byte order mark decides; then UTF-8, which other encodings hardly ever match by chance;
then UTF-16 without a mark; then charset-normalizer among the encodings that are in use.
The name returned always decodes the whole data without any replacement.
"""

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

# A mark is a signature and not a part of the text: these codecs drop it.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where several of these are equally plausible, the first one is named. Rare ones (Baltic,
# Vietnamese) are left out: they win against common ones in texts of a few lines.
COMMON = (
    "cp1252", "cp1256", "cp1251", "cp1250", "cp1254", "cp1253", "cp1255",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "koi8_r",
    "iso8859_6", "iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9",
    "mac_roman", "cp437", "cp850", "cp874",
)  # fmt: skip
SAMPLE_CHARACTERS = 4096
PLAUSIBLE_SHARE = 0.9
MAX_SCRIPTS = 12


def find_encoding(data: bytes) -> tuple[str | None, bool]:
    """Return (codec name or None, whether charset-normalizer was asked)."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return (name, False) if _decodes(data, name) else (None, False)
    if _decodes(data, "utf-8") and not _looks_wide(data):
        return "utf-8", False
    for name in ("utf-16-le", "utf-16-be"):
        if _is_wide(data, name):
            return name, False
    if b"\x00" in data:
        return None, False
    return _guess(data), True


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _looks_wide(data: bytes) -> bool:
    """ASCII in UTF-16 is valid UTF-8, with a NUL in every second place."""
    sample = data[: 2 * SAMPLE_CHARACTERS]
    return len(sample) >= 4 and 4 * sample.count(0) > len(sample)


def _is_wide(data: bytes, encoding: str) -> bool:
    """Return whether the data reads as words in UTF-16: few scripts, hardly any oddity."""
    if len(data) < 4 or len(data) % 2 or not _decodes(data, encoding):
        return False
    sample = data[: 2 * SAMPLE_CHARACTERS].decode(encoding, "ignore")
    plausible = sum(unicodedata.category(character)[0] in "LMNPZ" or character in "\t\r\n"
                    for character in sample)  # fmt: skip
    if not sample or plausible < PLAUSIBLE_SHARE * len(sample) or "\x00" in sample:
        return False
    has_spaces = any(character in " \n\r\u3000" for character in sample)
    return has_spaces and len({ord(character) >> 8 for character in sample}) <= MAX_SCRIPTS


def _guess(data: bytes) -> str | None:
    matches = from_bytes(data, cp_isolation=list(COMMON))
    best = matches.best()
    if best is None:
        return None
    score = (best.chaos, best.coherence)
    equal = {
        name
        for match in matches
        if (match.chaos, match.coherence) == score
        for name in (match.encoding, *match.could_be_from_charset)
    }
    name = next((name for name in COMMON if name in equal), best.encoding)
    return well_known_name(name) if _decodes(data, name) else None


def well_known_name(codec: str) -> str:
    """Return the registered name (IANA) of a Windows code page; Python accepts both."""
    return re.sub(r"^cp(125\d)$", r"windows-\1", codec)
