"""What the catalogue says of two documents, row by row: metadata, positions by target, figures by what is counted."""

from archive.models.document import DcmiType
from catalog.languages import language_name
from catalog.links import page_path
from catalog.pages.figures import by_subject
from catalog.pages.lines import attributes_of
from catalog.pages.positions import by_target
from catalog.spoken import gettext as _
from catalog.words import issued_in_words, label_of


def metadata_rows(first, second):
    """[{"label", "cells": [values of the first, of the second], "differs"}] of what at least one of them states.

    A value is {"text", "address" or "", "attributes"}.
    """
    rows = [{"label": label, "cells": [values_of(first), values_of(second)]} for label, values_of in fields()]
    for row in rows:
        here, there = ([value["text"] for value in cell] for cell in row["cells"])
        row["differs"] = here != there
    return [row for row in rows if any(row["cells"])]


def fields():
    """(label, what a row of PublishedDocument says) in the order of the page."""
    return (
        (_("Title"), lambda row: [value(row.title, attributes=attributes_of(row.only_language))]),
        (_("Publisher"), lambda row: agents(row, "publishers")),
        (_("Creator"), lambda row: agents(row, "creators")),
        (_("Date of issue"), lambda row: [value(issued_in_words(row.issued, row.issued_basis))]),
        (_("Genre"), lambda row: [value(row.genre_said)] if row.genre_label else []),
        (_("Kind of material"), lambda row: [value(label_of(DcmiType, row.type))]),
        (_("Language"), lambda row: [value(language_name(tag)) for tag in row.language]),
        (_("Translated from"), lambda row: [
            value(language_name(tag)) for tag in [row.record["translated_from"]] if tag]),
        (_("Part of"), whole),
        (_("Collection"), lambda row: [value(row.collection.title, page_path("collection", row.collection_id))]
         if row.collection else []),
        (_("Subjects"), lambda row: headings(row, "subjects", "subject")),
        (_("Places"), lambda row: headings(row, "places", "place")),
        (_("Extent"), lambda row: [value(one) for one in row.record["extent"]]),
    )


def value(text, address="", attributes=None):
    return {"text": str(text), "address": address,
            "attributes": attributes_of("") if attributes is None else attributes}


def agents(row, role):
    return [value(one["name"], page_path("agent", one["identifier"])) for one in row.line.get(role, ())]


def headings(row, name, page):
    return [value(one["label"], page_path(page, one["identifier"])) for one in row.record[name]]


def whole(row):
    parent = row.line.get("parent")
    return [value(parent["title"], page_path("document", parent["identifier"]),
                  attributes_of(parent["language"]))] if parent else []


def position_rows(first, second):
    """[{"label", "address", "cells": [voices in the first, in the second]}]: targets of both before those of one."""
    rows = {}
    for side, row in enumerate((first, second)):
        for group in by_target(row.record["stances"]):
            target = group["target"]
            found = rows.setdefault(target["identifier"], {
                "label": target["label"], "address": page_path("target", target["identifier"]), "cells": [[], []]})
            found["cells"][side] = voices_of(group, row.pk)
    return shared_first(rows.values())


def voices_of(group, document):
    """[{"holder", "position", "shape", "word", "coders", "address"}]: equal labels of several coders as one."""
    voices = {}
    for number, holder in enumerate(group["holders"]):
        for label in holder["labels"]:
            voice = voices.setdefault((number, label["position"]), {
                "holder": holder["holder"], "position": label["position"], "shape": label["shape"],
                "word": label["position_word"], "coders": 0, "passages": set(),
                "address": f"{page_path('document', document)}#label-{label['identifier']}"})
            voice["coders"] += 1
            voice["passages"] |= {(one["start"], one["end"], one["exact"]) for one in label["evidence"]}
    return [{**voice, "passages": len(voice["passages"])} for voice in voices.values()]


def figure_rows(first, second):
    """[{"label", "cells": [claims of the first, of the second]}] by what is counted; nothing is added up."""
    rows = {}
    for side, row in enumerate((first, second)):
        for group in by_subject(row.record["claims"]):
            found = rows.setdefault(" ".join(group["subject"].casefold().split()), {
                "label": group["subject"], "cells": [[], []]})
            found["cells"][side] = group["claims"]
    return shared_first(rows.values())


def shared_first(rows):
    return sorted(rows, key=lambda row: not all(row["cells"]))
