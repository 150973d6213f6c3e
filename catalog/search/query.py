"""The language of queries: what readers type, read without ever failing.

    words "a phrase" -left -"left out" this OR that begin* publisher:name title:"a phrase"

Clauses side by side must all be found; OR binds its two neighbours more tightly. What
cannot be read so is read as words, and a note says it (`notes.py`). Words arrive folded;
a word with inner punctuation (U.S., e-mail) is a phrase of its parts. Nothing here
knows the index or the database.
"""
import re
from dataclasses import dataclass, replace

from catalog.search.asked import MAX_WORDS_LENGTH
from catalog.search.folding import fold

MAX_CLAUSES = 32
SHORTEST_PREFIX = 2  # letters; what is shorter would find nearly everything
LONGEST_PREFIX = 60  # letters; no word is longer, and the index refuses patterns that are much longer

# What can stand before a colon, and the field of the index that it means.
FIELDS = {
    "title": "title", "description": "description", "text": "text", "publisher": "publishers", "creator": "creators",
    "subject": "subjects", "place": "places", "target": "targets", "stance": "targets",
}

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»‹›＂", '"'))
TOKEN = re.compile(
    r"""(?P<brackets>[()]+)|(?P<either>\|+)"""
    r"""|(?P<minus>[-−]?)(?:(?P<field>[^\W\d_]+):(?!//)(?=[^\s|()]))?(?:"(?P<phrase>[^"]*)(?P<end>"?)|(?P<word>[^\s"|()]+))"""
)
EDGES = ",;:!?()[]{}|*'’‘…-−–—"


@dataclass(frozen=True)
class Word:
    """One folded word; `field` as typed before the colon ("" anywhere); `written` as the reader wrote it."""

    text: str
    field: str = ""
    is_excluded: bool = False
    written: str = ""

    @property
    def words(self):
        return (self.text,)


@dataclass(frozen=True)
class Phrase:
    """Folded words that follow each other; `joined` is the one word that a zero-width non-joiner parted, or ""."""

    words: tuple[str, ...]
    field: str = ""
    is_excluded: bool = False
    written: str = ""
    is_quoted: bool = False
    joined: str = ""


@dataclass(frozen=True)
class Prefix:
    """The folded beginning of a word."""

    text: str
    field: str = ""
    is_excluded: bool = False
    written: str = ""


@dataclass(frozen=True)
class Group:
    """Alternatives: one of them must be found."""

    alternatives: tuple


def parse(words):
    """(clauses, notes) of a query: a tuple of Word, Phrase, Prefix and Group, and codes of what was read otherwise."""
    notes = {}
    if len(words) > MAX_WORDS_LENGTH:
        words, notes["too-long"] = words[:MAX_WORDS_LENGTH], None
    items = [item for token in TOKEN.finditer(words.translate(QUOTES)) for item in _read(token, notes)]
    if len(items) > MAX_CLAUSES:
        items, notes["too-many-words"] = items[:MAX_CLAUSES], None
    clauses = tuple(_grouped(items, notes))
    if words.strip() and not clauses:
        notes["no-words"] = None
    if clauses and all(is_excluded(clause) for clause in clauses):
        notes["only-exclusions"] = None
    return clauses, tuple(notes)


def is_excluded(clause):
    return not isinstance(clause, Group) and clause.is_excluded


def written(clauses):
    """A query that reads as these clauses, as near as can be to what the reader wrote."""
    return " ".join(map(_written, clauses))


def _written(clause):
    if isinstance(clause, Group):
        return " OR ".join(map(_written, clause.alternatives))
    before = f"{'-' if clause.is_excluded else ''}{clause.field}{':' if clause.field else ''}"
    if isinstance(clause, Phrase):
        typed = f'{before}"{clause.written}"' if clause.is_quoted else before + clause.written
        plain = f'{before}"{" ".join(clause.words)}"'
    else:
        star = "*" if isinstance(clause, Prefix) else ""
        typed, plain = f"{before}{clause.written}{star}", f"{before}{clause.text}{star}"
    again, notes = parse(typed)
    return typed if _bare(again) == _bare([clause]) and not {*notes} - {"only-exclusions"} else plain


def _bare(clauses):
    """Clauses as they are searched for, however they were written; groups only differ from all else."""
    return [(type(one), one.is_excluded, one.field, getattr(one, "text", "") or one.words)
            if not isinstance(one, Group) else one for one in clauses]


def _read(token, notes):
    """The items of one token: clauses, or an EITHER between two."""
    if token["brackets"]:
        notes["brackets"] = None
        return []
    if token["either"]:
        return [Either("")]
    if token["word"] == "OR" and not token["minus"] and not token["field"]:
        return [Either("or")]
    field, before = _field(token, notes)
    if token["phrase"] is not None:
        found = _quoted(token, notes)
    else:
        found = _word(token["word"], notes, token["minus"])
    if not found and (token["minus"] or token["word"] in ("-", "−")):
        notes["lone-minus"] = None
    return [replace(one, field=field, is_excluded=bool(token["minus"])) for one in (*before, *found)]


def _field(token, notes):
    """(the field, words that stand for one that is unknown)."""
    field = (token["field"] or "").lower()
    if not field or field in FIELDS:
        return field, []
    notes["unknown-field"] = None
    return "", _clauses(token["field"])


def _quoted(token, notes):
    if not token["end"]:
        notes["unclosed-quote"] = None
        return _each(token["phrase"])
    if "*" in token["phrase"]:
        notes["lone-star"] = None
    return [replace(one, is_quoted=True) if isinstance(one, Phrase) else one for one in _clauses(token["phrase"])]


def _each(text):
    """Words that only stand side by side."""
    return [one for word in text.split() for one in _clauses(word)]


def _word(word, notes, minus):
    """The clauses of a stretch without spaces; the last letters before a star are a prefix."""
    if word.endswith(":") and word[:-1].lower() in FIELDS:
        notes["empty-field"] = None
    if "*" not in word.strip('-−"'):
        return _clauses(word)
    found = _clauses(word)
    if not word.endswith("*") or not found:
        notes["lone-star"] = None
        return found
    *others, beginning = found[0].words
    if len(beginning) < SHORTEST_PREFIX:
        notes["short-prefix"] = None
        return found
    if minus and others:  # "not both" cannot be said of two clauses
        notes["lone-star"] = None
        return found
    if len(beginning) > LONGEST_PREFIX:
        beginning, notes["too-long"] = beginning[:LONGEST_PREFIX], None
    return [*(Word(other, written=other) for other in others), Prefix(beginning, written=_ending(word, beginning))]


def _ending(word, beginning):
    """The beginning as written, where it stands alone."""
    stripped = word.strip(EDGES)
    return stripped if fold(stripped) == beginning else beginning


def _clauses(text):
    """One clause for the folded words of a text: a Word, a Phrase, or none."""
    found, shown = fold(text).split(), " ".join(text.split()).strip(EDGES)
    if len(found) < 2:
        return [Word(word, written=shown) for word in found]
    joined = fold(text.replace("\u200c", "")) if "\u200c" in text else ""
    return [Phrase(tuple(found), written=shown, joined="" if " " in joined else joined)]


@dataclass(frozen=True)
class Either:
    """OR, or a bar, between two items; `text` is the word it is read as where it stands alone."""

    text: str


def _grouped(items, notes):
    """Items with alternatives gathered; an OR that does not stand between two clauses is a word."""
    found, is_open = [], False  # is_open: the next clause joins the last one
    for position, item in enumerate(items):
        following = items[position + 1] if position + 1 < len(items) else None
        if not isinstance(item, Either):
            found[len(found) - is_open:] = [_joined(found[-1], item) if is_open else item]
            is_open = False
        elif found and _can_join(found[-1]) and _can_join(following):
            is_open = True
        else:
            notes["lone-or"] = None
            if item.text and not isinstance(following, Either):
                found.append(Word(item.text, written=item.text))
    return found


def _can_join(item):
    return item is not None and not isinstance(item, Either) and not is_excluded(item)


def _joined(first, second):
    alternatives = first.alternatives if isinstance(first, Group) else (first,)
    return Group((*alternatives, second))
