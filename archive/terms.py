"""The words of the archive's vocabularies in the language of whoever reads: which is said, and which comes first."""
from archive.authorities.folding import fold_name

# Of Persian; whatever is not in it (a space, a digit, Latin letters) comes before.
ALPHABET = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


def term_in(language, label, label_fa):
    """The label for a page in this language (a tag, or None): the Persian one in Persian, if there is one."""
    return label_fa if label_fa and (language or "").partition("-")[0] == "fa" else label


def place_in_alphabet(term):
    """A key by which terms are sorted as a reader looks for them, not by the numbers of their characters."""
    return [(ALPHABET.find(sign), sign) for sign in fold_name(term)]
