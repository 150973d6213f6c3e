"""One way to compare names: by their words, and by their consonants.

`fold_name` takes away what keyboards and fonts add: case, accents, vowel marks, Arabic or Persian
letters and digits, joiners, apostrophes, punctuation. `sound_of` also takes away the vowels, on which
transliterations differ: Raisi, Raisie, Ra'eesi and Raissi sound the same.
"""
import re
import unicodedata

LONGEST = 300
SAME = str.maketrans({
    **dict(zip("يىكةەہھۀؤئأإٱςı", "ییکهههههویااا" + "σi", strict=True)),
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d",
    **dict.fromkeys("'’‘ʼʻʿʾ`´ʹ＇\u0640\u00ad\u200b\u200d\u200e\u200f\u2060\ufeffء"),
    "\u200c": " ",
})
BETWEEN = re.compile(r"[\W_]+")
SPELLINGS = (("ph", "f"), ("ck", "k"), ("kh", "x"), ("gh", "q"), ("sch", "sh"), ("tch", "ch"), ("ou", "u"))
VOWELS = re.compile("[aeiouywاوی]")
TWICE = re.compile(r"(.)\1+")


def fold_name(text):
    """The words of a name as they are compared, separated by one space; at most 300 characters."""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold().translate(SAME))
    bare = "".join(sign for sign in bare if unicodedata.category(sign) != "Mn").translate(SAME)
    bare = "".join(str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign for sign in bare)
    return BETWEEN.sub(" ", bare).strip()[:LONGEST]


def sound_of(folded):
    """The consonants of a folded name, without spaces, at most 60; empty where there are none."""
    for spelt, sound in SPELLINGS:
        folded = folded.replace(spelt, sound)
    return TWICE.sub(r"\1", VOWELS.sub("", folded).replace(" ", ""))[:60]


def trigrams(folded):
    """The stretches of three characters of a folded name, its beginning and end marked by a space."""
    padded = f" {folded} "
    return {padded[start:start + 3] for start in range(len(padded) - 2)}


def likeness(one, other):
    """How much two folded names share, from 0 to 1: their trigrams (Dice), or all of their consonants."""
    if one == other:
        return 1.0
    mine, theirs = trigrams(one), trigrams(other)
    shared = 2 * len(mine & theirs) / (len(mine) + len(theirs))
    sound = sound_of(one)
    is_same_sound = len(sound) > 1 and sound == sound_of(other)
    return max(shared, 0.75 + shared / 5) if is_same_sound else shared
