"""From a query as it was read to what the index executes.

A word is looked for in the text and in the head (everything else of a record); the head
counts twice, the title more. What was typed counts more than what was added for a name.
The shapes matter: alternatives are one flat union of terms, which the index can cut short
when only the best documents are wanted; what only ranks is left out where documents are
only counted.

Beginnings of words are compared with unstemmed forms. In a named field there are only
stems, so `title:protesti*` finds records with a form "protesti..." anywhere whose title
has a stem that fits; a few too many, never too few.
"""
import re

from tantivy import Occur, Query

from catalog.models import PublishedName
from catalog.search.expansion import Named
from catalog.search.query import FIELDS, Group, Phrase, Prefix, is_excluded
from catalog.search.schema import FORMS, HEAD
from catalog.search.stemming import stem, stems

HEAD_WEIGHT, TITLE_WEIGHT = 2.0, 3.0
OTHER_WEIGHT, LINK_WEIGHT = 0.5, 0.5  # another form of a name; a link to its owner
ARABIC = re.compile(r"[\u0600-\u06ff]")
SHORTEST_STEM = 3

Kind = PublishedName.OwnerKind
# Where the identifier of a name's owner stands in a record, by the field asked for.
LINKS = {
    Kind.AGENT: {"": ("publisher", "creator", "agent"), "publisher": ("publisher",), "creator": ("creator",)},
    Kind.SUBJECT: {"": ("subject",), "subject": ("subject",)},
    Kind.PLACE: {"": ("place",), "place": ("place",)},
    Kind.TARGET: {"": ("target",), "target": ("target",), "stance": ("target",)},
}


def query_for(reading, schema, is_ranked=True):
    """The query of a Reading for an index of this schema; None when there are no words.

    With `is_ranked=False` the same documents, without what only orders them.
    """
    clauses = reading.clauses or ()
    if not clauses:
        return None
    matching = _Matching(schema, is_ranked)
    wanted = [_union(matching.alternatives(clause)) for clause in clauses if not is_excluded(clause)]
    plain = _Matching(schema, False)
    unwanted = [_union(plain.alternatives(clause)) for clause in clauses if is_excluded(clause)]
    if len(wanted) == 1 and not unwanted:
        return wanted[0]
    return Query.boolean_query([(Occur.Must, one) for one in wanted or [Query.all_query()]]
                               + [(Occur.MustNot, one) for one in unwanted])


def restricting(query):
    """The same documents, adding nothing to their order."""
    return Query.const_score_query(query, 0.0)


def _union(alternatives):
    if len(alternatives) == 1:
        return alternatives[0]
    return Query.boolean_query([(Occur.Should, one) for one in alternatives])


def _all(queries):
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Must, one) for one in queries])


def _needed(named):
    """Other forms without those that hold what was typed, or another form: they are found by that already."""
    typed, kept = [tuple(stems(clause.words)) for clause in named.clauses], {}
    for form in sorted(named.forms, key=len):
        stemmed = tuple(stems(form))
        if not all(_holds(stemmed, words) for words in typed) and not any(_holds(stemmed, words) for words in kept):
            kept[stemmed] = form
    return list(kept.values())


def _holds(words, others):
    """Whether the others stand in a row among the words."""
    size = len(others)
    return any(words[first:first + size] == others for first in range(len(words) - size + 1))


class _Matching:
    """Builds lists of alternatives: queries of which one must be found."""

    def __init__(self, schema, is_ranked):
        self.schema, self.is_ranked = schema, is_ranked

    def alternatives(self, clause):
        if isinstance(clause, Group):
            return [one for alternative in clause.alternatives for one in self.alternatives(alternative)]
        if isinstance(clause, Named):
            return self._named(clause)
        if isinstance(clause, Prefix):
            return self._prefix(clause.text, FIELDS.get(clause.field))
        return self._typed(clause)

    def _typed(self, clause):
        """A word or phrase as the reader wrote it."""
        found = self._words(clause.words, FIELDS.get(clause.field))
        if clause.field:
            return found
        joined = clause.joined if isinstance(clause, Phrase) else clause.text if ARABIC.search(clause.text) else ""
        return [*found, self._term(FORMS, joined, "basic")] if joined else found

    def _named(self, named):
        """What was typed, or another form of the name, or a link to its owner."""
        field = FIELDS.get(named.field)
        typed = [self._typed(clause) for clause in named.clauses]
        found = typed[0] if len(typed) == 1 else [_all([_union(one) for one in typed])]
        others = [one for form in _needed(named) for one in self._words(form, field, OTHER_WEIGHT)]
        links = [] if named.is_part else [
            self._weighted(self._term(link, expansion.owner, "basic"), LINK_WEIGHT)
            for expansion in named.expansions for link in LINKS[expansion.owner_kind].get(named.field, ())]
        return [*found, *others, *links]

    def _words(self, words, field, weight=1.0):
        """These words, in a row if there are several: in the field, or in the text and the head."""
        if field:
            return [self._weighted(self._row(field, words), weight)]
        found = [self._weighted(self._row("text", words), weight),
                 self._weighted(self._row(HEAD, words), weight * HEAD_WEIGHT)]
        if self.is_ranked and weight == 1.0:
            found.append(self._weighted(self._row("title", words), TITLE_WEIGHT))
        return found

    def _row(self, field, words):
        if len(words) == 1:
            return self._term(field, stem(words[0]), "freq")
        return Query.phrase_query(self.schema, field, stems(words))

    def _prefix(self, beginning, field):
        """Folded words are letters and digits only, so nothing in a pattern needs escaping."""
        anywhere = Query.regex_query(self.schema, FORMS, f"{beginning}.*")
        if not field:
            return [anywhere]
        return [_all([restricting(anywhere), _union(self._beginning(beginning, field))])]

    def _beginning(self, beginning, field):
        """A stem that goes on from the beginning, or that ends within it ("protest" for "protesti")."""
        patterns = {f"{beginning}.*"}
        if beginning.endswith("y"):
            patterns.add(f"{beginning[:-1]}i.*")
        shorter = [self._term(field, beginning[:length], "freq") for length in range(SHORTEST_STEM, len(beginning))]
        return [*(Query.regex_query(self.schema, field, pattern) for pattern in patterns), *shorter]

    def _term(self, field, value, option):
        return Query.term_query(self.schema, field, value, index_option=option)

    def _weighted(self, query, weight):
        return Query.boost_query(query, weight) if self.is_ranked and weight != 1.0 else query
