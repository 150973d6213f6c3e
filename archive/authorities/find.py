"""Finds records by what somebody types, and near matches: records that may be the same under another spelling.

A merged record is never found: its names belong to the one that it was merged into. Two questions to
the database find what contains the words, two more what is near, whatever the number of records.
"""
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.db.models.functions import Length, StrIndex
from django.db.models.lookups import GreaterThan

from archive.authorities.folding import fold_name, likeness, sound_of, trigrams
from archive.models import Agent, AgentName, Document
from archive.permissions import roles_of

MOST = 12
LONGEST = 300
EXACT, PREFIX, WORD, WITHIN = range(4)
NEAR = 0.5  # the least likeness that is shown
CLOSE = 0.72  # from here on a new record needs a word that it is another one
CANDIDATES = 60
SHORTEST_NEAR = 3
MOST_PARTS = 5


@dataclass(frozen=True)
class Found:
    """A record, the name by which it was found if that is not its heading, and where it is used."""

    record: object
    kind: object
    matched: str = ""
    rank: int = WITHIN
    likeness: float = 0.0
    uses: int = 0

    @property
    def heading(self):
        return self.kind.heading_of(self.record)

    @property
    def detail(self):
        """What tells it from another of the same name: functions and country, or what it belongs to."""
        if isinstance(self.record, Agent):
            types = [str(row) for row in self.record.types.all()]
            return ", ".join(filter(None, [*(types or [self.record.get_kind_display()]), self.record.country]))
        return str(self.record.broader) if self.record.broader else ""

    def as_plain(self):
        return {"id": self.record.identifier, "label": self.heading, "detail": self.detail,
                "matched": self.matched, "uses": self.uses}


def find_records(kind, typed, most=MOST, by=None):
    """[Found, ...] whose heading or any name holds all the words of `typed`; those that begin with them first.

    Of the uses only those are counted of which `by` may know (None: all).
    """
    words = fold_name(typed[:LONGEST])
    if not words:
        return []
    best = {}
    for rows, owner, column in _tables(kind):
        held = rows.filter(*(Q(folded__contains=word) for word in words.split()))
        held = held.annotate(rank=_rank(words), size=Length("folded")).order_by("rank", "size", "pk")
        for pk, rank, text in held.values_list(owner, "rank", column)[:most * 4]:
            is_heading = owner == "pk"
            best[pk] = min(best.get(pk, (WITHIN + 1,)), (rank, not is_heading, len(text), text))
    chosen = sorted(best.items(), key=lambda item: (item[1], item[0]))[:most]
    return _described(kind, [(pk, text if is_variant else "", rank, 0.0)
                             for pk, (rank, is_variant, _size, text) in chosen], by)


def near_records(kind, typed, most=6, apart_from=(), by=None):
    """[Found, ...] that are like `typed` under another spelling, the likest first; `apart_from` are primary keys."""
    words = fold_name(typed[:LONGEST])
    if len(words) < SHORTEST_NEAR:
        return []
    best = {}
    for rows, owner, column in _tables(kind):
        for pk, text, folded in _candidates(rows, words, owner, column):
            found = (likeness(words, folded), owner == "pk", text)
            if found[0] >= NEAR and pk not in apart_from:
                best[pk] = max(best.get(pk, (0.0,)), found)
    chosen = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:most]
    return _described(kind, [(pk, "" if is_heading else text, WITHIN, like)
                             for pk, (like, is_heading, text) in chosen], by)


def exact_among(found):
    """Those of `found` that have a name just as typed."""
    return [one for one in found if one.rank == EXACT]


def _tables(kind):
    """(rows, the column with the record's key, the column with the name) of headings and of further names."""
    headings = kind.model.objects.filter(merged_into__isnull=True).order_by()
    return ((headings, "pk", kind.heading), (kind.name_model.objects.order_by(), f"{kind.owner}_id", "text"))


def _rank(words):
    return Case(When(folded=words, then=EXACT), When(folded__startswith=words, then=PREFIX),
                When(folded__contains=f" {words}", then=WORD), default=WITHIN, output_field=IntegerField())


def _candidates(rows, words, owner, column):
    """(key, name, folded name) of what sounds the same; if that is nothing close, of what shares letters."""
    sound = sound_of(words)
    same = list(rows.filter(sound=sound).values_list(owner, column, "folded")[:CANDIDATES]) if len(sound) > 1 else []
    if any(likeness(words, folded) >= CLOSE for _pk, _text, folded in same):
        return same
    inner = sorted(part for part in trigrams(words) if " " not in part)[:MOST_PARTS]
    if not inner:
        return same
    shared = sum((_has(part) for part in inner[1:]), _has(inner[0]))
    alike = rows.annotate(shared=shared).filter(shared__gte=min(2, len(inner))).order_by("-shared")
    keys = list(alike.values_list("pk", flat=True)[:CANDIDATES])
    return same + list(rows.filter(pk__in=keys).values_list(owner, column, "folded"))


def _has(part):
    """1 if the folded name holds this stretch of letters, else 0."""
    is_there = GreaterThan(StrIndex("folded", Value(part)), 0)
    return Case(When(is_there, then=Value(1)), default=Value(0), output_field=IntegerField())


def uses_of(kind, keys, by=None):
    """{primary key: in how many documents it is used} of these records, of those that `by` may see (None: of all)."""
    is_limited = by is not None and not roles_of(by)
    seen = Q(**{f"{kind.documents}__in": Document.objects.visible_to(by).values("pk")}) if is_limited else None
    rows = kind.model.objects.filter(pk__in=keys).order_by()
    return dict(rows.annotate(n=Count(kind.documents, distinct=True, filter=seen)).values_list("pk", "n"))


def _described(kind, chosen, by):
    """Found with its record, detail and uses, in a number of queries that does not grow."""
    keys = [pk for pk, *_rest in chosen]
    related = ("types",) if kind.model is Agent else ()
    rows = kind.model.objects.prefetch_related(*related)
    rows = rows if related else rows.select_related("broader")
    records = rows.in_bulk(keys)
    uses = uses_of(kind, keys, by)
    kinds = _kinds_of_names(kind, chosen)
    return [Found(records[pk], kind, _labelled(matched, kinds.get((pk, matched))), rank, like, uses[pk])
            for pk, matched, rank, like in chosen]


def _kinds_of_names(kind, chosen):
    """{(agent's key, name): what kind of name it is}; only agents' names have kinds."""
    if kind.name_model is not AgentName:
        return {}
    texts = [matched for _pk, matched, *_rest in chosen if matched]
    names = AgentName.objects.filter(text__in=texts, agent__in=[pk for pk, *_rest in chosen])
    return {(row.agent_id, row.text): row.get_kind_display() for row in names if row.kind != AgentName.Kind.VARIANT}


def _labelled(matched, name_kind):
    return f"{matched} ({name_kind})" if name_kind else matched
