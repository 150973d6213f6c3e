"""Names find each other: where a name stands in a query, its other forms are searched too.

An organisation goes by its own name, an abbreviation, a transliteration, a misprint or
what its enemies call it; the catalog knows these forms (PublishedName), so that whoever
types one finds documents that use another, and documents that are linked to its owner.
One database query, however many words there are.
"""
from dataclasses import dataclass, replace

from django.db.models.functions import Length

from catalog.models import PublishedName
from catalog.search.folding import fold
from catalog.search.found import Expansion
from catalog.search.grams import alternatives_of, ends_of, grams, grams_of, runs_of, words_of
from catalog.search.query import Group, Phrase, Prefix

MOST_OWNERS = 32  # whose names can stand in one query
MOST_FORMS, MOST_FORMS_OF_ONE = 64, 24
MOST_ROWS = 2000
# A name shared by several owners is explained by the agent first.
KINDS = tuple(PublishedName.OwnerKind.values)


@dataclass(frozen=True)
class Named:
    """Clauses in which a name stands, and what else may stand for them.

    `clauses` as typed; they are one quoted phrase if the name is only a part of it:
    `before` and `after` are then its other words.
    """

    clauses: tuple
    expansions: tuple[Expansion, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    is_excluded = False  # what is left out is left out as typed

    @property
    def field(self):
        return self.clauses[0].field

    @property
    def is_part(self):
        return bool(self.before or self.after)

    @property
    def forms(self):
        """The other forms, folded and each once, as tuples of words, with the words around them."""
        forms = dict.fromkeys(form for expansion in self.expansions for form in expansion.searched)
        return [(*self.before, *form.split(), *self.after) for form in forms]


def expand(clauses):
    """(clauses with every known name as a Named, expansions) of parsed clauses."""
    wanted = {gram for _place, gram in grams_of(clauses)}
    names = _known(wanted) if wanted else {}
    if not names:
        return clauses, ()
    expanded = tuple(_expanded(clauses, _Limit(names)))
    found = dict.fromkeys(one for clause in expanded for named in _named(clause) for one in named.expansions)
    return expanded, tuple(found)


def also_searched(expansions):
    """[(name as typed, other forms to show)]: one entry for a name, whoever owns it; no form twice."""
    shown = {}
    for expansion in expansions:
        forms = shown.setdefault(fold(expansion.name), (expansion.name, {}))[1]
        for form in expansion.shown:
            forms.setdefault(fold(form), form)
    return [(name, list(forms.values())) for name, forms in shown.values() if forms]


def _named(clause):
    """The Named in a clause or among its alternatives."""
    return [one for one in getattr(clause, "alternatives", (clause,)) if isinstance(one, Named)]


def _known(wanted):
    """{folded name: {(owner kind, owner): its forms}} for those of these that are names."""
    owners = PublishedName.objects.filter(folded__in=wanted).order_by(-Length("folded"), "pk").values("owner")
    rows = PublishedName.objects.filter(owner__in=owners[:MOST_OWNERS]).order_by("pk")
    forms = {}
    for kind, owner, text, folded, is_hidden in rows.values_list(
            "owner_kind", "owner", "text", "folded", "is_hidden")[:MOST_ROWS]:
        forms.setdefault((kind, owner), []).append((text, folded, is_hidden))
    names = {}
    for owner in sorted(forms, key=lambda owner: KINDS.index(owner[0])):
        for _text, folded, _hidden in forms[owner]:
            if folded in wanted:
                names.setdefault(folded, {})[owner] = forms[owner]
    return names


class _Limit:
    """The known names, and how many forms may still be searched for."""

    def __init__(self, names):
        self.names, self.left = names, MOST_FORMS

    def expansions(self, gram, name):
        """What a name stands for; `name` as typed."""
        found, shown = [], {gram}
        for (kind, owner), forms in self.names[gram].items():
            others = {folded: None for _text, folded, _hidden in forms if folded and folded != gram}
            searched = tuple(others)[:min(self.left, MOST_FORMS_OF_ONE)]
            self.left -= len(searched)
            texts = {folded: text for text, folded, is_hidden in reversed(forms)
                     if not is_hidden and folded in searched and folded not in shown}
            shown |= set(texts)
            ordered = tuple(texts[folded] for folded in searched if folded in texts)
            found.append(Expansion(name, kind, owner, ordered, searched))
        return tuple(found)


def _expanded(clauses, limit):
    for run in runs_of(clauses):
        if isinstance(run[0], Group):
            yield replace(run[0], alternatives=tuple(
                one for alternative in run[0].alternatives for one in _expanded_alternative(alternative, limit)))
        elif alternatives_of(run):
            yield from _expanded_run(run, limit)
        else:
            yield from run


def _expanded_alternative(alternative, limit):
    return [alternative] if isinstance(alternative, Prefix) else _expanded_run((alternative,), limit)


def _expanded_run(run, limit):
    """The clauses of a run, those that are a name together as one Named."""
    ends, found, done = ends_of(run), [], 0
    for first, last in _matches(grams(words_of(run), ends), limit.names):
        start, stop = ends.index(first), ends.index(last)
        found += [_inside(clause, limit) for clause in run[done:start]]
        clauses, done = run[start:stop], stop
        name = " ".join(clause.written for clause in clauses)
        found.append(Named(clauses, limit.expansions(" ".join(words_of(clauses)), name)))
    return [*found, *(_inside(clause, limit) for clause in run[done:])]


def _inside(clause, limit):
    """A phrase in which names stand: the longest of them has alternatives."""
    if not isinstance(clause, Phrase):
        return clause
    for (first, last), gram in grams(clause.words):
        if gram in limit.names:
            return Named((clause,), limit.expansions(gram, _as_typed(clause, first, last, gram)),
                         clause.words[:first], clause.words[last:])
    return clause


def _as_typed(phrase, first, last, gram):
    """The words of a name inside a phrase as they were written, where that can be told."""
    typed = phrase.written.split()
    return " ".join(typed[first:last]) if len(typed) == len(phrase.words) else gram


def _matches(found, names):
    """Places of known names, longest first where they overlap, in order."""
    taken = []
    for place, gram in found:
        if gram in names and all(place[1] <= first or last <= place[0] for first, last in taken):
            taken.append(place)
    return sorted(taken)
