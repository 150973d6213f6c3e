"""Every form of the names of what is public, so that a query in one form finds the others.

A form of a subject or a place beside its label is a VARIANT, whatever its language;
the other names of an agent keep the kinds of `archive.models.AgentName`.
"""
from archive.models import AgentName
from catalog.models import PublishedAgent, PublishedHeading, PublishedName
from catalog.search.folding import fold

HEADING, VARIANT = "heading", "variant"
HIDDEN_KINDS = (AgentName.Kind.PEJORATIVE,)
LONGEST = PublishedName._meta.get_field("folded").max_length
COLUMNS = ("owner_kind", "text", "folded", "language", "kind", "is_hidden")


def names_of(owner_kind, owner, heading, others=()):
    """The rows (not saved) of one record: its heading, then `others`, rows with `text` and `language`.

    A form that folds to nothing can not be asked for and has no row.
    """
    forms = [(heading, "", HEADING), *((row.text, row.language, getattr(row, "kind", VARIANT)) for row in others)]
    return [
        PublishedName(owner_kind=owner_kind, owner=owner, text=text, folded=folded, language=language, kind=kind,
                      is_hidden=kind in HIDDEN_KINDS)
        for text, language, kind in forms if (folded := fold(text)[:LONGEST].strip())
    ]


def write_names(wanted):
    """Let {owner: rows} be all names of these owners; what is right stays. Return the owners that differed."""
    present = {owner: [] for owner in wanted}
    for name in PublishedName.objects.filter(owner__in=list(wanted)).order_by("pk"):
        present[name.owner].append(_values(name))
    different = [owner for owner, names in wanted.items() if list(map(_values, names)) != present[owner]]
    if different:
        PublishedName.objects.filter(owner__in=different).delete()
        PublishedName.objects.bulk_create([name for owner in different for name in wanted[owner]])
    return set(different)


def remove_names_without_owner(owners=None):
    """Remove the names of those of these owners (None: of all) that are not public any longer."""
    names = PublishedName.objects.all() if owners is None else PublishedName.objects.filter(owner__in=owners)
    names.exclude(owner__in=PublishedAgent.objects.values("pk")).exclude(
        owner__in=PublishedHeading.objects.order_by().values("pk")).delete()


def _values(name):
    return tuple(str(getattr(name, column)) for column in COLUMNS)
