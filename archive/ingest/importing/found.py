"""Which document of the archive a row means.

By its SHA-256; by the name of its file, among those of one chosen intake or else
among the drafts of the person; or by its `id`: the archive's identifier, or the only
draft with a file of that name. What the person may not see is not found.
"""
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from archive.ingest.description.placing import part_sequences
from archive.ingest.description.references import DOCUMENT_SHEETS
from archive.ingest.description.structure import files_of
from archive.ingest.importing.present import PRESENT
from archive.models import Document, Holding
from archive.permissions import has_role
from archive.workflow.states import Role, State


@dataclass
class Found:
    """{id: Document} of what is held, and ids of rows that are parts to be made; `problems` of the rows."""

    documents: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


def find_documents(sheets, by, batch=None):
    """The Found of all sheets; `batch` is the IngestBatch whose file names the rows use, or None."""
    rows = sheets["documents"]
    ids = {row["id"] for row in rows}
    elsewhere = {row[column] for row, column in _references(sheets) if row[column]} - ids
    index = _Index(rows, elsewhere, by, batch)
    found = Found()
    for row in rows:
        _find_row(row, index, found)
    found.documents |= {key: index.identified[key] for key in elsewhere if key in index.identified}
    _find_parts(rows, found)
    found.documents = _with_description(found.documents)
    found.problems += _twice(rows, found.documents)
    return found


def _references(sheets):
    yield from ((row, "parent") for row in sheets["documents"])
    yield from ((row, "document") for sheet in DOCUMENT_SHEETS for row in sheets[sheet])
    yield from ((row, "related") for row in sheets["relations"])


class _Index:
    """Everything that the rows may refer to, fetched at once."""

    def __init__(self, rows, elsewhere, by, batch):
        self.is_chosen = batch is not None
        visible = Document.objects.visible_to(by)
        ids = {row["id"] for row in rows if row["id"]} | elsewhere
        self.identified = {one.identifier: one for one in visible.filter(identifier__in=ids)}
        digests = {sha256 for row in rows for sha256 in row.values("sha256")}
        self.by_digest = _groups(Holding.objects.filter(original__sha256__in=digests, document__in=visible)
                                 .values_list("original__sha256", "document"))
        self.refused, self.by_name = {}, defaultdict(set)
        if batch:
            self._read_batch(batch, visible)
        else:
            names = {name for row in rows for name in [row["file"], *row.values("file"), row["id"]] if name}
            self.by_name = _groups(Holding.objects.filter(
                filename__in=names, document__in=visible, document__state=State.DRAFT,
            ).values_list("filename", "document"))

    def _read_batch(self, batch, visible):
        may_see = set(visible.filter(batch_items__batch=batch).values_list("pk", flat=True))
        for item in batch.items.filter(sheet=""):
            if item.document_id in may_see:
                self.by_name[item.name].add(item.document_id)
                self.by_name[item.name.rpartition("/")[2]].add(item.document_id)
            elif item.outcome == "refused":
                self.refused[item.name] = item.reason


def _groups(pairs):
    groups = defaultdict(set)
    for key, value in pairs:
        groups[key].add(value)
    return groups


def _find_row(row, index, found):
    if row["parent"] and not row["file"] and not row["sha256"]:
        if row["id"] in index.identified:
            found.documents[row["id"]] = index.identified[row["id"]]
        return
    if row["parent"]:
        found.problems.append(row.problem("file", _("a part has no file of its own: leave file or parent empty")))
        return
    keys, problem = _keys_of(row, index)
    if problem:
        found.problems.append(problem)
    elif row["id"]:
        found.documents[row["id"]] = index.identified.get(row["id"]) if keys is None else next(iter(keys))


def _keys_of(row, index):
    """(primary keys of the one document that the row means, problem); the keys are None for an identifier."""
    if row["sha256"]:
        return _only(row, "sha256", row.values("sha256"), index.by_digest, index)
    if row["file"]:
        return _only(row, "file", files_of(row, index.by_name), index.by_name, index)
    if row["id"] in index.identified:
        return None, None
    if not row["id"]:
        return None, None
    return _only(row, "id", [row["id"]], index.by_name, index)


def _only(row, column, names, known, index):
    found = None
    for name in names:
        keys = known.get(name, set())
        if not keys:
            return None, row.problem(column, _not_held(column, name, index))
        found = keys if found is None else found & keys
    if not found:
        return None, row.problem(column, _("these are files of several documents: name those of one"))
    if len(found) > 1:
        return None, row.problem(column, _("“%(name)s” is a file of %(n)d documents: choose the batch that it came "
                                           "with, or give its SHA-256") % {"name": names[0], "n": len(found)})
    if row["id"] in index.identified and index.identified[row["id"]].pk not in found:
        return None, row.problem("id", _("is the identifier of another document than the one of this file"))
    return found, None


def _not_held(column, name, index):
    if name in index.refused:
        return _("“%(name)s” was refused when it came in: %(reason)s") % {"name": name, "reason": index.refused[name]}
    if column == "sha256":
        return _("the archive holds no file with the SHA-256 “%(name)s”: take it in first") % {"name": name}
    if column == "id":
        return _("“%(name)s” is neither an identifier of the archive nor the name of a draft's file: name the file, "
                 "or the parent if this is a part") % {"name": name}
    if index.is_chosen:
        return _("“%(name)s” is not among the files of the chosen batch: choose another batch, or take it in first") % {
            "name": name}
    return _("the archive holds no draft with the file “%(name)s”: take it in first, or choose the batch that it "
             "came with") % {"name": name}


def _find_parts(rows, found):
    """A part row without an identifier of its own is the held part at its place, if there is one."""
    wholes = {_pk(found.documents[row["parent"]]) for row in rows if row["parent"] in found.documents}
    held = {(part.parent_id, part.sequence): part for part in Document.objects.filter(parent__in=wholes)}
    sequences = part_sequences(rows)
    for row in rows:
        if row["parent"] in found.documents and row["id"] and row["id"] not in found.documents:
            part = held.get((_pk(found.documents[row["parent"]]), sequences[row["id"]]))
            if part:
                found.documents[row["id"]] = part


def _pk(found):
    return getattr(found, "pk", found)


def _with_description(documents):
    """The same documents, each read once with all that a row can be compared to."""
    rows = Document.objects.filter(pk__in={_pk(one) for one in documents.values()}).select_related(
        "genre", "collection", "parent", "part_text").defer("part_text__text").prefetch_related(*PRESENT)
    read = {one.pk: one for one in rows}
    return {key: read[_pk(one)] for key, one in documents.items()}


def _twice(rows, documents):
    first = {}
    for row in rows:
        document = documents.get(row["id"])
        if document is not None:
            other = first.setdefault(document.pk, row)
            if other is not row:
                yield row.problem("id", _("is the same document as row %(n)d, “%(title)s”: describe it once") % {
                    "n": other.number, "title": document})


def why_not_editable(document, by):
    """Why this person cannot change the document now, and what to do; "" if they can."""
    if not has_role(by, Role.CATALOGUER, document):
        return _("you have no role for “%(title)s”: an administrator can give you one") % {"title": document}
    return {
        State.DRAFT: "",
        State.IN_REVIEW: _("“%(title)s” is in review: ask the reviewer to return it, then import again"),
        State.PUBLISHED: _("“%(title)s” is published: reopen it at the desk, then import again"),
        State.WITHDRAWN: _("“%(title)s” is withdrawn: a reviewer can restore it; until then take its rows out"),
    }[document.state] % ({"title": document} if document.state != State.DRAFT else {})
