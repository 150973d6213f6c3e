"""All subjects, places, stance targets and collections of public documents, each as a list."""
from django.db.models import Q
from django.db.models.functions import Lower

from archive.models import StanceAnnotation as Stance
from catalog.links import page_path
from catalog.models import PublishedCollection, PublishedHeading, PublishedName
from catalog.pages.access import reader_page
from catalog.pages.index_page import IndexPage, below_in_words, by_name, counted_by, documents_with
from catalog.pages.positions import SHAPES
from catalog.pages.tree import in_tree
from catalog.search.folding import fold
from catalog.spoken import gettext as _
from catalog.spoken import ngettext
from catalog.words import label_of

Kind, OwnerKind = PublishedHeading.Kind, PublishedName.OwnerKind


@reader_page
def subjects(request):
    return tree_page(
        IndexPage(request, "subjects"), Kind.SUBJECT, title=_("Subjects"),
        lead=_("What the documents are about, in the catalogue's words."),
        number=lambda total: ngettext("%(n)s subject", "%(n)s subjects", total))


@reader_page
def places(request):
    return tree_page(
        IndexPage(request, "places"), Kind.PLACE, title=_("Places"),
        lead=_("Where what the documents tell of happened, or where they were made."),
        number=lambda total: ngettext("%(n)s place", "%(n)s places", total))


def tree_page(page, kind, *, title, lead, number):
    """One query: vocabularies are small, so the tree is made of all their rows. What is looked for is a plain list."""
    rows = PublishedHeading.objects.filter(kind=kind).order_by()
    if page.letters:
        rows = rows.filter(pk__in=page.owners(kind.value))
    found = [{**row, "broader": (row["record__broader"] or {}).get("identifier", ""),
              "below": (row["record__broader"] or {}).get("label", "")}
             for row in rows.values("identifier", "label", "record__broader")]
    found.sort(key=lambda row: (fold(row["label"]), row["identifier"]))
    placed = [(0, row) for row in found] if page.letters else in_tree(found)
    counted, total = counted_by(kind.value), len(placed)
    first, end = page.place(total)
    entries = [{
        "label": row["label"], "address": page_path(kind.value, row["identifier"]), "sides": (),
        "note": below_in_words(row["below"]), "depth": min(depth, 4),
        "documents": documents_with(kind.value, row["identifier"], counted.get(row["identifier"], 0)),
        "word": ngettext("document", "documents", counted.get(row["identifier"], 0)),
    } for depth, row in placed[first:end]]
    return page.answer(total, entries, title=title, lead=lead, number=number(total) % {"n": f"{total:,}"})


@reader_page
def targets(request):
    """Three queries."""
    page = IndexPage(request, "targets")
    rows = by_name(PublishedHeading.objects.filter(kind=Kind.TARGET), "label")
    if page.letters:
        agents = list(page.owners(OwnerKind.AGENT).values_list("owner", flat=True)[:500])
        rows = rows.filter(Q(pk__in=page.owners(OwnerKind.TARGET)) | Q(record__agent__in=agents))
    total, counted, sides = rows.count(), counted_by("target"), counted_by("stance")
    first, end = page.place(total)
    entries = [target_entry(row, counted, sides) for row in
               rows.values("identifier", "label", "record__kind")[first:end]]
    return page.answer(
        total, entries, title=_("Positions"),
        lead=_("On what the voices in the documents take a position, and how many documents stand where. A position "
               "is read by coders from passages of the document; it says nothing about truth."),
        number=ngettext("%(n)s target", "%(n)s targets", total) % {"n": f"{total:,}"})


def target_entry(row, counted, sides):
    identifier, number = row["identifier"], counted.get(row["identifier"], 0)
    return {
        "label": row["label"], "address": page_path("target", identifier), "depth": 0,
        "note": _("proposition") if row["record__kind"] == "proposition" else "",
        "documents": documents_with("target", identifier, number), "word": ngettext("document", "documents", number),
        "sides": sides_counted(identifier, sides),
    }


def sides_counted(target, sides):
    """[{"position", "shape", "word", "number", "address"}] of the positions that documents take."""
    return [{"position": position, "shape": SHAPES[position], "word": label_of(Stance.Position, position),
             "number": f"{sides[stance]:,}", "address": f"{page_path('documents')}?stance={stance}"}
            for position in SHAPES if sides.get(stance := f"{target}:{position}")]


@reader_page
def collections(request):
    """Two queries."""
    page = IndexPage(request, "collections")
    rows = PublishedCollection.objects.order_by(Lower("title"), "pk")
    if page.wanted:
        rows = rows.filter(title__icontains=page.wanted)
    total, counted = rows.count(), counted_by("collection")
    first, end = page.place(total)
    entries = [{
        "label": row["title"], "address": page_path("collection", row["identifier"]), "depth": 0, "sides": (),
        "note": _("fictional") if row["is_fictional"] else "",
        "documents": documents_with("collection", row["identifier"], counted.get(row["identifier"], 0)),
        "word": ngettext("document", "documents", counted.get(row["identifier"], 0)),
    } for row in rows.values("identifier", "title", "is_fictional")[first:end]]
    return page.answer(
        total, entries, title=_("Collections"), lead=_("Documents that came, or are kept, together."),
        number=ngettext("%(n)s collection", "%(n)s collections", total) % {"n": f"{total:,}"})
