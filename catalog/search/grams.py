"""Where in a query a name could stand: words in a row, as typed side by side or inside a phrase."""
from catalog.search.query import Group, Phrase, Prefix, Word

LONGEST_NAME = 6  # folded words


def is_name(gram):
    """Whether folded words can be a name at all: single letters and numbers are too common."""
    return len(gram) > 1 and not gram.replace(" ", "").isdigit()


def grams(words, ends=None):
    """((first, last), gram) of consecutive words, longest first; `ends` are the places where a name may begin."""
    ends = range(len(words) + 1) if ends is None else ends
    for size in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in ends:
            if first + size in ends:
                gram = " ".join(words[first:first + size])
                if is_name(gram):
                    yield (first, first + size), gram


def ends_of(run):
    """Where, counted in words, the clauses of a run begin and end."""
    ends = [0]
    for clause in run:
        ends.append(ends[-1] + len(clause.words))
    return ends


def words_of(run):
    return [word for clause in run for word in clause.words]


def grams_of(clauses):
    """All that could be a name: words side by side, and inside phrases."""
    for run in runs_of(clauses):
        for alternative in alternatives_of(run):
            yield from grams(words_of(alternative), ends_of(alternative))
            for clause in alternative:
                if isinstance(clause, Phrase):
                    yield from grams(clause.words)


def alternatives_of(run):
    """A run is one; of a group each alternative, unless it is only the beginning of a word."""
    if isinstance(run[0], Group):
        return [(one,) for one in run[0].alternatives if not isinstance(one, Prefix)]
    return [run] if isinstance(run[0], Word | Phrase) and not run[0].is_excluded else []


def runs_of(clauses):
    """Clauses in stretches whose words can form one name; everything else stands alone."""
    runs = []
    for clause in clauses:
        if runs and _is_plain(clause) and _is_plain(runs[-1][-1]) and clause.field == runs[-1][-1].field:
            runs[-1] = (*runs[-1], clause)
        else:
            runs.append((clause,))
    return runs


def _is_plain(clause):
    """Words outside quotation marks, not excluded."""
    return (isinstance(clause, Word) or (isinstance(clause, Phrase) and not clause.is_quoted)) \
        and not clause.is_excluded
