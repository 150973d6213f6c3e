"""What a reader may mean while typing: names first, then titles.

The last words typed are taken as the beginning of a name, longest first, so that
"strike kestr" still offers Kestrow. A hidden form (a pejorative) leads to its owner, whose
own name is offered instead. Two queries for names, one look into the index and one
query for titles, however many names there are.
"""
from dataclasses import dataclass

from django.db import connections
from django.db.models import Case, Q, When
from tantivy import Query

from catalog.models import PublishedDocument, PublishedName
from catalog.search.asked import MAX_WORDS_LENGTH
from catalog.search.folding import fold
from catalog.search.index import IndexMissing, current
from catalog.search.query import LONGEST_PREFIX, QUOTES
from catalog.search.stemming import stem, stems

MOST_WORDS = 4  # at the end of what was typed, compared with the beginnings of names
SHORTEST = 2  # letters, before anything is suggested
MOST_NAMES = 60  # rows read for one answer
TITLES = 4  # places kept for titles
LAST_LETTER = "\U0010ffff"
DOCUMENT = "document"
HEADING = "heading"  # the kind of the name that a page is called by, as catalog/projection/name.py writes it


@dataclass(frozen=True)
class Suggestion:
    """`kind` is a PublishedName.OwnerKind or "document"; `text` is shown; `identifier` leads to its page.

    `note` is the form of the name that was typed, where it is not the name shown; "" otherwise.
    `words` is what was typed with its end completed, as a query.
    """

    kind: str
    text: str
    identifier: str
    note: str = ""
    words: str = ""


def suggestions(typed, limit=8):
    """At most `limit` Suggestions for what was typed so far; none for less than two letters."""
    typed = typed[-MAX_WORDS_LENGTH:]
    words = fold(typed).split()
    if len("".join(words)) < SHORTEST:
        return []
    names = _names(words, limit)
    titles = _titles(words, min(limit, max(TITLES, limit - len(names))))
    return [*names[:limit - min(len(titles), TITLES)], *titles][:limit]


def _names(words, limit):
    """Names that begin with the last words typed; those that fit more words come first."""
    beginnings = [" ".join(words[-size:]) for size in range(min(MOST_WORDS, len(words)), 0, -1)]
    beginnings = [one for one in beginnings if len(one) >= SHORTEST]
    rows = _beginning_with(beginnings) if beginnings else ()
    best = {}  # owner: its form that fits best
    for row in sorted(rows, key=lambda row: _rank(row.folded, beginnings)):
        best.setdefault((row.owner_kind, row.owner), row)
    chosen = dict(list(best.items())[:limit])
    shown = _own_names(chosen)
    return _without_doubles(
        _suggestion(owner, row, shown[owner], words, beginnings) for owner, row in chosen.items() if owner in shown)


def _beginning_with(beginnings):
    """Names that begin with one of these, the first of these first."""
    conditions = [begins(beginning) for beginning in beginnings]
    order = Case(*(When(condition, then=number) for number, condition in enumerate(conditions)))
    return PublishedName.objects.filter(Q(*conditions, _connector=Q.OR)).order_by(order, "folded", "pk")[:MOST_NAMES]


def begins(beginning):
    """Names that begin so, by their index: SQLite has none for LIKE, PostgreSQL none for ranges in other collations."""
    if connections[PublishedName.objects.db].vendor == "sqlite":
        return Q(folded__gte=beginning, folded__lt=beginning + LAST_LETTER)
    return Q(folded__startswith=beginning)


def _rank(folded, beginnings):
    """The longest beginning first, then whole words, then short names."""
    fitting = next(number for number, one in enumerate(beginnings) if folded.startswith(one))
    return fitting, not f"{folded} ".startswith(f"{beginnings[fitting]} "), len(folded)


def _own_names(owners):
    """{(kind, owner): the name that its page shows}, in one query."""
    rows = PublishedName.objects.filter(owner__in=[owner for _kind, owner in owners], kind=HEADING).order_by()
    return {(kind, owner): text for kind, owner, text in rows.values_list("owner_kind", "owner", "text")}


def _suggestion(owner, row, name, words, beginnings):
    fitting = next(one for one in beginnings if row.folded.startswith(one))
    is_other = not row.is_hidden and row.folded != fold(name)
    kept = words[:len(words) - len(fitting.split())]
    unquoted = " ".join(name.translate(QUOTES).replace('"', " ").split())
    completed = f'"{unquoted}"' if " " in unquoted else unquoted
    return Suggestion(owner[0], name, owner[1], row.text if is_other else "", " ".join([*kept, completed]))


def _without_doubles(found):
    """A stance target or subject that is called like an agent says nothing new."""
    kept = {}
    for one in found:
        if fold(one.text) not in kept or one.kind == PublishedName.OwnerKind.AGENT:
            kept[fold(one.text)] = one
    return list(kept.values())


def _titles(words, limit):
    """Public documents in whose title the words follow each other, the last one perhaps unfinished."""
    try:
        opened = current()
    except IndexMissing:
        return []
    query = _in_title(opened.schema, words[-MOST_WORDS:])
    hits = opened.searcher.search(query, limit, count=False).hits
    identifiers = [opened.searcher.doc(address)["id"][0] for _score, address in hits]
    titles = dict(PublishedDocument.objects.filter(pk__in=identifiers).order_by().values_list("pk", "title"))
    return [Suggestion(DOCUMENT, titles[one], one, words=" ".join(words)) for one in identifiers if one in titles]


def _in_title(schema, words):
    """Whole words are stems in the index; the unfinished one is the beginning of a stem, or ends with its own."""
    *whole, last = words
    last = last[:LONGEST_PREFIX]
    if not whole:
        begun = Query.regex_query(schema, "title", f"{last}.*")
        return begun.or_should_match(Query.term_query(schema, "title", stem(last)))
    begun = Query.phrase_prefix_query(schema, "title", [*stems(whole), last])
    return begun.or_should_match(Query.phrase_query(schema, "title", stems(words)))
