"""A document's page: its own words beside what the catalogue says of them."""
from django.db.models import Q, prefetch_related_objects
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.languages import language_attributes
from catalog.links import document_address, file_path
from catalog.metadata.citation import citation_parts
from catalog.models import (
    PublishedCollection,
    PublishedDocument,
    PublishedFile,
    PublishedRelation,
    PublishedThumbnail,
)
from catalog.pages.access import reader_page
from catalog.pages.errors import absent
from catalog.pages.figures import by_subject
from catalog.pages.history import history_in_words
from catalog.pages.passages import LONGEST, marked_text, passage_id
from catalog.pages.positions import by_target

# What the page shows of other rows; a query that asks for less is also made faster.
OF_PARENT, OF_COLLECTION = {"identifier", "title", "language"}, {"identifier", "title", "is_fictional"}
OF_PART = ("title", "sequence", "language", "issued", "issued_basis", "genre_label", "parent",
           "text_sha256", "text_start")
OF_FILE = ("sha256", "filename", "media_type", "size")
OF_THUMBNAIL = ("document_id", "sha256", "original_sha256", "width", "height")
UNUSED = (
    *(f"parent__{field.name}" for field in PublishedDocument._meta.concrete_fields if field.name not in OF_PARENT),
    *(f"collection__{field.name}" for field in PublishedCollection._meta.concrete_fields
      if field.name not in OF_COLLECTION),
)


@reader_page
def document(request, identifier):
    found = PublishedDocument.objects.filter(pk=str(identifier)).select_related("parent", "collection")
    row = next(iter(found.defer(*UNUSED).order_by()), None)
    if row is None:
        return absent(request, identifier)
    return render(request, "catalog/document.html", page_of(row))


def page_of(row):
    """Everything that the document's template shows, from at most six queries."""
    record = row.record
    parts = list(row.parts.order_by("sequence").only(*OF_PART))
    prefetch_related_objects([row, *parts], PublishedDocument.objects.all().contributions_with_agents())
    given, received = relations_of(row)
    return {
        "document": row, "record": record, "parts": parts,
        "text": text_of(row, parts), "is_text_cut": len(row.text) > LONGEST,
        "targets": by_target([_with_links(stance, row) for stance in record["stances"]]),
        "figures": by_subject([_linked(claim, row) for claim in record["claims"]]),
        "quotations": [_linked(quotation, row) for quotation in record["quotations"]],
        "history": history_in_words(record["timeline"], record["captures"], is_part=row.parent_id is not None),
        "relations": given, "related_from": received,
        "files": files_of(row), "address": document_address(row.pk), "citation": citation_of(row),
    }


def citation_of(row):
    return citation_parts(
        title=row.title, issued=row.issued, issued_basis=row.issued_basis,
        creators=[given.as_printed or given.agent.name for given in row.creators],
        publishers=[given.as_printed or given.agent.name for given in row.publishers],
        whole=row.parent.title if row.parent else "", address=document_address(row.pk),
    )


def text_of(row, parts):
    """The document's words with evidence and parts marked, as safe HTML; empty without text."""
    if not row.text:
        return ""
    headings = [
        (part.text_start, _part_heading(part)) for part in parts
        if part.text_start is not None and part.text_sha256 == row.text_sha256
    ]
    return marked_text(row.text, list(_places(row.record)), headings)


def relations_of(row):
    """(relations that this document states, relations that others state to it)."""
    found = list(PublishedRelation.objects.filter(Q(document=row) | Q(related=row)).values(
        "kind", "described", "document_id", "document__title", "related_id", "related__title"))
    return ([relation for relation in found if relation["document_id"] == row.pk],
            [relation for relation in found if relation["document_id"] != row.pk])


def files_of(row):
    """Its files with their addresses and first pictures; a part shows those of its whole."""
    holder = row.parent_id or row.pk
    thumbnails = {}
    for thumbnail in PublishedThumbnail.objects.filter(document=holder).order_by("page").values(*OF_THUMBNAIL):
        thumbnails.setdefault(thumbnail["original_sha256"], thumbnail)
    return [
        {"file": file, "path": file_path(holder, file["sha256"], file["filename"]),
         "thumbnail": thumbnails.get(file["sha256"])}
        for file in PublishedFile.objects.filter(document=holder).values(*OF_FILE)
    ]


def _places(record):
    """(start, end) of every passage that stands in the shown text."""
    passages = [passage for stance in record["stances"] for passage in stance["evidence"]]
    passages += [row["evidence"] for row in (*record["claims"], *record["quotations"])]
    for passage in passages:
        if passage and passage["start"] is not None:
            yield passage["start"], passage["end"]


def _with_links(stance, row):
    return {**stance, "evidence": [_with_fragment(passage, row) for passage in stance["evidence"]]}


def _linked(item, row):
    return {**item, "evidence": _with_fragment(item["evidence"], row) if item["evidence"] else None}


def _with_fragment(passage, row):
    is_shown = passage["start"] is not None and passage["end"] <= min(len(row.text), LONGEST)
    return {**passage, "fragment": passage_id(passage["start"], passage["end"]) if is_shown else ""}


def _part_heading(part):
    return format_html(
        '<a class="part-mark" href="../{}/"><span class="part-number" {}>{}</span> <bdi {}>{}</bdi></a>',
        part.pk, language_attributes(get_language()), _("Part %(number)s") % {"number": part.sequence},
        language_attributes(part.only_language), part.title,
    )
