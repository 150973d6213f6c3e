"""Finds words that take sides in the catalogue's own words: never in the documents', nor in what is quoted."""
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.curation.readable import label_of
from archive.models import LoadedWord, StanceAnnotation

DEVISED = re.compile(r"\[([^\]]*)\]")
QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
# One for one: what is written differently and read alike.
ALIKE = str.maketrans({"ي": "ی", "ك": "ک", "ۀ": "ه", "\u200c": " ", "\u00a0": " ", "’": "'", "‑": "-"})


@dataclass(frozen=True)
class LoadedUse:
    """One use of a loaded word: as it is written, in which field, why it takes sides, what to write instead."""

    written: str
    field: str
    where: str
    reason: str
    instead: str


def loaded_uses(document, stances):
    """The LoadedUses in a document's title as far as we devised it, its description, content notes, and the
    rationales of `stances`; each word once for each field. One question.
    """
    words = list(LoadedWord.objects.all())
    return [use for field, where, text in _own_words(document, stances) for use in uses_in(text, words, field, where)]


def uses_in(text, words, field="", where=""):
    """The LoadedUses of `words` (LoadedWords) in one text."""
    pattern = _pattern(words)
    if pattern is None:
        return []
    folded = QUOTED.sub(" ", folded_like(text))
    found = {}
    for match in pattern.finditer(folded):
        found.setdefault(match.lastindex, match[match.lastindex])
    return [LoadedUse(written, field, where, words[number - 1].reason, words[number - 1].instead)
            for number, written in found.items()]


def folded_like(text):
    """Text in which small differences of writing are gone: case, accents, Arabic forms of Persian letters."""
    decomposed = unicodedata.normalize("NFKD", text.translate(ALIKE).casefold())
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return unicodedata.normalize("NFC", plain)


def _own_words(document, stances):
    yield "title", label_of("document", "title"), " ".join(DEVISED.findall(document.title))
    yield "description", label_of("document", "description"), document.description
    yield "content_notes", label_of("document", "content_notes"), document.content_notes
    for stance in stances:
        if stance.status != StanceAnnotation.Status.SUPERSEDED:
            yield "stances", _("rationale of the label on “%(target)s”") % {"target": stance.target}, stance.rationale


def _pattern(words):
    """One pattern whose group n is the n-th word; an asterisk at its end stands for every ending."""
    if not words:
        return None
    groups = [r"\s+".join(map(re.escape, folded_like(word.phrase.rstrip("*")).split()))
              + (r"\w*" if word.phrase.endswith("*") else "") for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'({group})' for group in groups)})(?!\w)")
