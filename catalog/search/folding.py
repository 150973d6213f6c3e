"""One way to read words, for the index and for queries alike.

Readers write a name as their keyboard allows: with or without diacritics, vowel
marks or a zero-width non-joiner, with Arabic or Persian letters and digits. All of
these become the same words here. Lengths change, so passages are marked in the
original text by `folded_words`, which knows where each word stood.
"""
import re
import unicodedata

# Letters that differ by keyboard only; hamza carriers; digits; Latin letters that do not decompose.
SAME = (
    *zip("يىكةەہھς", "ییکههههσ", strict=True),
    *zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", strict=True),
    ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("ø", "o"), ("đ", "d"), ("ł", "l"), ("ı", "i"), ("þ", "th"), ("ð", "d"),
)
MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u20d0-\u20ff"
INVISIBLE = "\u00ad\u200b\u200d\u200e\u200f\u2060-\u2069\u202a-\u202e\ufeff"
TATWEEL = "\u0640"
DROPPED = re.compile(f"[{MARKS}{INVISIBLE}{TATWEEL}]+")
DROPPED_LETTERS = frozenset(chr(code) for code in range(0x3000) if DROPPED.match(chr(code))) | {"\ufeff"}
APOSTROPHES = "'’‘ʼʻʿʾ`´ʹ＇｀\u1fef\u1ffd"
APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
# "people's" is about people; "Qur’an" and "Quran" are one word.
POSSESSIVE = re.compile(f"[{APOSTROPHES}](?<=[^\\W_].)[sS](?![^\\W_])")
# Signs that are no letters but become letters when they are decomposed: ₨, №, ﷼, ㎏.
SIGNS = (
    "\u20a8\u2100\u2101\u2103\u2105\u2106\u2109\u2116\u2120-\u2122\u213b\u249c-\u24e9\u2e9f\u2ef3\u2f00-\u2fd5"
    "\u3196-\u319f\u3200-\u321e\u322a-\u3247\u3250\u3260-\u327e\u328a-\u32b0\u32c0-\u33ff\ufdfc"
    "\U0001f110-\U0001f12e\U0001f130-\U0001f14f\U0001f16a-\U0001f16c\U0001f190\U0001f200-\U0001f202"
    "\U0001f210-\U0001f23b\U0001f240-\U0001f248\U0001f250\U0001f251"
)
# The common ones are words of their own, trade marks none; an acute accent typed as an apostrophe
# is one (decomposed it would be a space).
SPELT = (("₨", " ₨ "), ("№", " № "), ("﷼", " ﷼ "), ("™", " "), ("℠", " "), ("´", "'"), ("\u1ffd", "'"))
PUNCTUATION = ".,:;!?()[]\"-–—/«»،؛؟\u200c"
BETWEEN = re.compile(r"[\W_]+")
# ASCII alone is read by one table, ten times as fast.
ASCII = {code: chr(code).lower() if chr(code).isalnum() else None if chr(code) in APOSTROPHES else " "
         for code in range(128)}
# Punctuation that typesetters put into texts that are otherwise ASCII.
TYPESET = tuple(zip("’‘“”„–—…«»•\u00a0", "''         ", strict=False))
# What can belong to one word of the original text: letters, digits, marks, apostrophes and what is not seen.
LETTER = f"(?:[^\\W_]|[{SIGNS}])"
PIECE = re.compile(f"{LETTER}(?:{LETTER}|[{MARKS}{INVISIBLE}{APOSTROPHES}{TATWEEL}])*")


def fold(text):
    """The words of a text as they are compared, separated by one space."""
    if not text.isascii():
        for sign, plain in TYPESET:
            text = text.replace(sign, plain)
    if text.isascii():
        if "'" in text or "`" in text:
            text = POSSESSIVE.sub("", text)
        return " ".join(text.translate(ASCII).split())
    return " ".join(_split(_plain(text)))


def _plain(text):
    """Letters without what differs by keyboard, font and accent."""
    for sign, spelt in SPELT:
        text = text.replace(sign, spelt)
    text = unicodedata.normalize("NFKD", text).lower()
    letters = set(text)  # most texts have few of what is looked for, and to look costs more than to know
    if not DROPPED_LETTERS.isdisjoint(letters):
        text = DROPPED.sub("", text)
    for letter, same in SAME:
        if letter in letters:
            text = text.replace(letter, same)
    if not letters.isdisjoint(APOSTROPHES):
        text = APOSTROPHE.sub("", POSSESSIVE.sub("", text))
    return text


def _split(text):
    """Words of letters and digits; once the commonest punctuation is gone they mostly stand between spaces."""
    for sign in PUNCTUATION:
        text = text.replace(sign, " ")
    words = text.split()
    if "".join(words).isalnum():
        return words
    return [part for word in words for part in ((word,) if word.isalnum() else BETWEEN.sub(" ", word).split())]


def folded_words(text):
    """[(word as compared, start, end)] of a text; start and end count code points of the original.

    The words are those of `fold`; where one stretch of the original becomes several words,
    each of these has the place of the whole stretch.
    """
    found = []
    for piece in PIECE.finditer(text):
        found += [(word, piece.start(), piece.end()) for word in fold(piece.group()).split()]
    return found
