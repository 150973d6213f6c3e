"""A document's page: its own words beside what the catalogue says of them."""
from django.shortcuts import render

from catalog.links import document_address
from catalog.pages.access import reader_page
from catalog.pages.cite import citations_of, cited_of
from catalog.pages.described import head_of
from catalog.pages.document_rows import (
    contributions_of,
    document_row,
    files_of,
    neighbours_of,
    parts_of,
    relations_of,
)
from catalog.pages.errors import absent
from catalog.pages.figures import by_subject
from catalog.pages.history import history_in_words
from catalog.pages.label_agreement import with_agreement
from catalog.pages.media import media_in_words
from catalog.pages.parts import step_to, tree_of
from catalog.pages.passages import LONGEST, passage_id
from catalog.pages.positions import by_target
from catalog.pages.relations import compare_address, relations_in_words
from catalog.pages.versions import standing_in_words, versions_in_words
from catalog.pages.viewer import viewer_of


@reader_page
def document(request, identifier):
    row = document_row(identifier)
    if row is None:
        return absent(request, identifier)
    return render(request, "catalog/document.html", page_of(row, request.GET))


def page_of(row, asked):
    """Everything that the template shows, from at most five more questions; `asked` is the request's query."""
    record, contributions = row.record, contributions_of(row.pk)
    parts, files, panels = parts_of(row.pk), files_of(row), panels_of(row)
    before, after = neighbours_of(row)
    cited, versions = cited_of(row, contributions), record.get("versions", ())
    return {
        "document": row, "record": record, "address": document_address(row.pk), **panels,
        **{f"{role}s": [given for given in contributions if given.role == role]
           for role in ("publisher", "creator", "contributor")},
        "viewer": viewer_of(row, files, asked, parts=[part for part in parts if part.depth == 1], panels=panels),
        "tree": tree_of(row.pk, parts), "before": step_to(before), "after": step_to(after),
        "relations": relations_in_words(row.pk, relations_of(row.pk)), "compare": compare_address(row.pk),
        "history": history_in_words(record["timeline"], record["captures"], is_part=row.parent_id is not None),
        "versions": versions_in_words(versions, row.record_version),
        "standing": standing_in_words(versions) if versions else "",
        "files": [{**held, "media": media_in_words(held["file"]["media_type"])} for held in files],
        "citations": citations_of(cited), "head": head_of(row, cited, contributions, files),
    }


def panels_of(row):
    """What stands beside the text and points into it."""
    record = row.record
    return {
        "targets": with_agreement(by_target([_with_links(stance, row) for stance in record["stances"]])),
        "figures": by_subject([_linked(claim, row) for claim in record["claims"]]),
        "quotations": [_linked(quotation, row) for quotation in record["quotations"]],
    }


def _with_links(stance, row):
    return {**stance, "evidence": [_with_fragment(passage, row) for passage in stance["evidence"]]}


def _linked(item, row):
    return {**item, "evidence": _with_fragment(item["evidence"], row) if item["evidence"] else None}


def _with_fragment(passage, row):
    is_shown = passage["start"] is not None and passage["end"] <= min(len(row.text), LONGEST)
    return {**passage, "fragment": passage_id(passage["start"], passage["end"]) if is_shown else ""}
