"""Did you mean: when nothing was found, the same query with words that documents do use.

Only words that no document has are replaced, by one that is a letter or two away: the
nearest, and of these the most frequent. All words one letter away are tried, also with
another first letter; two letters away only those with the same first two.
"""
from dataclasses import replace
from functools import cache, partial
from itertools import chain

from django.db.models import Q

from catalog.models import PublishedName
from catalog.search.asked import Asked
from catalog.search.expansion import Named
from catalog.search.grams import grams_of
from catalog.search.matching import ARABIC, query_for
from catalog.search.query import Group, Phrase, Prefix, is_excluded, parse, written
from catalog.search.reading import read
from catalog.search.schema import FORMS, build_schema
from catalog.search.suggesting import begins

MOST_WORDS = 4  # unknown words of one query that are looked after
SHORTEST, SHORTEST_FOR_TWO = 3, 5  # letters of a word that may have one, or two, wrong
COMMON_START = 2
MOST_FORMS, MOST_NAMES = 5000, 300
LATIN = "abcdefghijklmnopqrstuvwxyz"
PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی"


def did_you_mean(clauses, searcher):
    """The query with unknown words replaced, if that finds something; else None.

    `clauses` as in Reading; `searcher` of the open index. One database query for names, one to try the result,
    and one so that no hidden name is offered to who did not type it.
    """
    plain = tuple(_typed(clauses))
    unknown = list(dict.fromkeys(word for word in _words(plain) if _is_unknown(word, searcher)))[:MOST_WORDS]
    names = _words_of_names(unknown)
    better = {word: found for word in unknown if (found := _nearest(word, searcher, names))}
    if not better:
        return None
    corrected = written([_corrected(clause, better) for clause in plain])
    return corrected if _finds(corrected, searcher) and not _is_hidden(corrected, plain) else None


def _typed(clauses):
    """Clauses without what names added."""
    for clause in clauses or ():
        if isinstance(clause, Group):
            yield Group(tuple(_typed(clause.alternatives)))
        elif isinstance(clause, Named):
            yield from clause.clauses
        else:
            yield clause


def _words(clauses):
    for clause in clauses:
        if isinstance(clause, Group):
            yield from _words(clause.alternatives)
        elif not isinstance(clause, Prefix) and not is_excluded(clause):
            yield from clause.words


def _is_unknown(word, searcher):
    return len(word) >= SHORTEST and not word.isdigit() and not searcher.doc_freq(FORMS, word)


def _corrected(clause, better):
    if isinstance(clause, Group):
        return Group(tuple(_corrected(one, better) for one in clause.alternatives))
    if isinstance(clause, Prefix) or is_excluded(clause) or not any(word in better for word in clause.words):
        return clause
    words = tuple(better.get(word, word) for word in clause.words)
    if isinstance(clause, Phrase):
        return replace(clause, words=words, written=" ".join(words), is_quoted=True)
    return replace(clause, text=words[0], written=words[0])


def _finds(words, searcher):
    query = query_for(read(Asked(words=words)), _schema())
    return query is not None and bool(searcher.search(query, 1, count=False).hits)


def _is_hidden(corrected, typed):
    """Whether a name that is not to be displayed stands in the corrected words, but not in those typed."""
    new = _grams(parse(corrected)[0]) - _grams(typed)
    return PublishedName.objects.filter(folded__in=new, is_hidden=True).exists()


def _grams(clauses):
    return {gram for _place, gram in grams_of(clauses)}


@cache
def _schema():
    return build_schema()


def _words_of_names(unknown):
    """Words of names that begin like one of these: a name need not stand in any text."""
    if not unknown:
        return set()
    begun = Q(*(begins(word[:COMMON_START]) for word in unknown), _connector=Q.OR)
    names = PublishedName.objects.filter(begun, is_hidden=False)
    return {word for name in names.order_by().values_list("folded", flat=True)[:MOST_NAMES] for word in name.split()}


def _nearest(word, searcher, names):
    """The most frequent of the nearest words, or None."""
    frequency = partial(searcher.doc_freq, FORMS)
    near = {other: frequency(other) for other in _one_away(word)}
    near = {other: count for other, count in near.items() if count or other in names}
    if near:
        return max(near, key=lambda other: (near[other], other))
    if len(word) < SHORTEST_FOR_TWO:
        return None
    forms = searcher.terms_with_prefix(FORMS, word[:COMMON_START], limit=MOST_FORMS)
    candidates = chain((form for form, _count in forms), sorted(names))
    return next((other for other in candidates if other != word and _is_near(word, other)), None)


def _one_away(word):
    """All that comes of one letter missing, added, changed, or two exchanged."""
    letters = PERSIAN if ARABIC.search(word) else LATIN
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {before + after[1:] for before, after in parts if after}
    found |= {before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1}
    found |= {before + letter + after[1:] for before, after in parts if after for letter in letters}
    found |= {before + letter + after for before, after in parts for letter in letters}
    return found - {word, ""}


def _is_near(word, other, most=2):
    """Whether at most so many letters are missing, added, changed or exchanged with a neighbour."""
    if abs(len(word) - len(other)) > most or len(set(word) ^ set(other)) > 2 * most:
        return False
    before, row = None, list(range(len(other) + 1))
    for place, letter in enumerate(word, 1):
        previous, before, row = before, row, [place]
        for position, same in enumerate(other, 1):
            cost = min(before[position] + 1, row[-1] + 1, before[position - 1] + (letter != same))
            if previous and position > 1 and letter == other[position - 2] and same == word[place - 2]:
                cost = min(cost, previous[position - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
