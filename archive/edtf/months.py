"""Names of months, seasons and numbers as people write them, in English and in Persian; folded for comparison."""
import re
import unicodedata

ONE_FOR_ONE = str.maketrans({
    "ي": "ی", "ى": "ی", "ك": "ک", "ۀ": "ه", "ة": "ه", "\u0640": "", "،": ",", "؛": ",", "\u200c": " ", "\u200b": " ",
    "\u00a0": " ", "٫": ".", "⁄": "/", "’": "'", "‘": "'",
    **dict.fromkeys(map(chr, [*range(0x2010, 0x2016), 0x2212]), "-"),
    **dict.fromkeys(map(chr, [0x200d, 0x200e, 0x200f, *range(0x202a, 0x202f), *range(0x2066, 0x206a), 0xfeff])),
})


def ascii_digits(text):
    """The text with the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(sign)) if sign.isdigit() and unicodedata.category(sign) == "Nd" else sign
                   for sign in text)


def folded(text):
    """The text as it is compared: no accents, no case, one kind of digit, dash, yeh, kaf and space."""
    bare = unicodedata.normalize("NFKD", text.translate(ONE_FOR_ONE))
    bare = "".join(sign for sign in bare if unicodedata.category(sign) != "Mn").translate(ONE_FOR_ONE)
    return " ".join(ascii_digits(bare).casefold().split())


def _numbered(*rows):
    """{folded name: number}, from one row of space-separated names for each number."""
    return {folded(name.replace("_", " ")): number for number, row in enumerate(rows, 1) for name in row.split()}


MONTHS = {
    "en": _numbered(
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
        "september sept sep", "october oct", "november nov", "december dec",
    ),
    "fa": _numbered(
        "ژانویه ژانويه", "فوریه", "مارس", "آوریل آپریل", "مه می", "ژوئن جون", "ژوئیه ژوییه جولای", "اوت آگوست",
        "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
    ),
}
PERSIAN_MONTHS = _numbered(
    "فروردین farvardin", "اردیبهشت ordibehesht", "خرداد khordad", "تیر tir", "مرداد امرداد mordad",
    "شهریور shahrivar", "مهر mehr", "آبان aban", "آذر azar", "دی dey", "بهمن bahman", "اسفند esfand",
)
# The lunar calendar of the hijra: its beginnings of months rest on sightings, so it is not converted.
LUNAR = (
    "محرم", "صفر", "ربیع", "جمادی", "رجب", "شعبان", "رمضان", "شوال", "ذیقعده", "ذی القعده", "ذیحجه", "ذی الحجه",
    "قمری", "ه.ق", "ه. ق", "ه ق", "muharram", "safar", "rabi", "jumada", "rajab", "shaban", "ramadan", "ramazan",
    "shawwal", "dhu al", "zu al",
)
IS_LUNAR = re.compile(r"\b(?:ah\b|" + "|".join(re.escape(folded(name)) for name in LUNAR) + ")")
SEASONS = {
    "en": _numbered("spring", "summer", "autumn fall", "winter"),
    "fa": _numbered("بهار", "تابستان", "پاییز پائیز", "زمستان"),
}
CENTURIES = {
    "en": _numbered("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
                    "eighteenth", "nineteenth", "twentieth", "twenty-first"),
    "fa": _numbered(*[""] * 15, "شانزدهم", "هفدهم", "هجدهم هیجدهم", "نوزدهم", "بیستم", "بیست_و_یکم"),
}
WEEKDAYS = {
    "en": _numbered("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri",
                    "saturday sat", "sunday sun"),
    "fa": _numbered("دوشنبه دو_شنبه", "سه_شنبه سهشنبه", "چهارشنبه چهار_شنبه", "پنجشنبه پنج_شنبه", "جمعه", "شنبه",
                    "یکشنبه یک_شنبه"),
}


def names_in(table, languages):
    """{name: number} of one table in these languages together."""
    return {name: number for language in languages for name, number in table.get(language, {}).items()}
