"""Checks a whole description before anything is stored; a dry run is exactly this."""
import hashlib
from dataclasses import replace

from archive.ingest.description.cells import check_cells
from archive.ingest.description.excerpts import is_excerpt_form, read_excerpt_form
from archive.ingest.description.held import check_held, check_held_ranges, find_held
from archive.ingest.description.passages import SHEETS_WITH_PASSAGES, check_passages
from archive.ingest.description.placing import place_parts
from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.description.references import check_references
from archive.ingest.description.sheets import read_folder
from archive.ingest.description.structure import check_structure, files_of
from archive.ingest.draft import held_documents
from archive.ingest.receive import open_source, why_too_large


def load_description(folder):
    """The sheets of a description folder, in whichever form. Raises DescriptionRefused."""
    sheets = read_folder(folder)
    return read_excerpt_form(sheets) if is_excerpt_form(sheets) else sheets


def check_description(sheets, sources, sandbox):
    """Raise DescriptionRefused with every bad cell of `sheets`.

    `sources`: the Sources that are about to be received; `sandbox`: reads their texts.
    Each check needs what the one before it has made sure of.
    """
    _refuse(check_cells(sheets))
    by_name = {source.name: source for source in sources}
    _refuse([*check_structure(sheets, by_name), *check_references(sheets)])
    files, unreadable = _digests(sheets["documents"], by_name)
    _refuse([*unreadable, *_same_bytes(sheets["documents"], files)])
    digests = {key: list(found.values()) for key, found in files.items()}
    held = held_documents({sha256 for found in digests.values() for sha256 in found})
    documents, problems = find_held(sheets, digests, held)
    _refuse([*problems, *check_held(sheets, documents)])
    texts = {key: _held_text(documents[key]) if key in documents else _new_text(sandbox, by_name, files[key])
             for key in _anchored(sheets)}
    ranges, problems = place_parts(sheets["documents"], texts)
    _refuse([*problems, *check_held_ranges(sheets, documents, ranges), *check_passages(sheets, texts, ranges)])


def bind_files(sources, sheets):
    """The Sources with the files of one described document side by side, in the order of the cell."""
    by_name, bound = {source.name: source for source in sources}, {}
    together = {name: files for row in sheets["documents"]
                for files in [files_of(row, by_name)] if len(files) > 1 for name in files}
    for source in sources:
        for name in together.get(source.name, [source.name]):
            first = together[name][0] if name in together else ""
            bound.setdefault(name, replace(by_name[name], belongs_to=first))
    return list(bound.values())


def _digests(documents, sources):
    """({document id: {file name: SHA-256}}, problems) of the files that the rows name."""
    files, problems = {}, []
    for row in documents:
        if row["parent"]:
            continue
        files[row["id"]] = {}
        for name in files_of(row, sources):
            stream, why = open_source(sources[name])
            why = why or why_too_large(sources[name].size)
            if stream:
                with stream:
                    files[row["id"]][name] = "" if why else hashlib.file_digest(stream, "sha256").hexdigest()
            if why:
                problems.append(row.problem("file", f"“{name}”: {why}"))
        problems += _other_bytes(row, files[row["id"]])
    return files, problems


def _other_bytes(row, files):
    """A CellProblem if the row says a SHA-256 that none, or not each, of its `files` has ({name: SHA-256})."""
    said = set(row.values("sha256"))
    if said and said != set(files.values()) and all(files.values()):
        yield row.problem("sha256", "the files of this row have other bytes: "
                                    + ", ".join(f"“{name}” has {sha256}" for name, sha256 in files.items()))


def _same_bytes(documents, files):
    """A CellProblem for every file with the same bytes as another described one: they would be one document."""
    first = {}
    for row in documents:
        for name, sha256 in files.get(row["id"], {}).items():
            other = first.setdefault(sha256, (row, name))
            if other != (row, name):
                yield row.problem("file", f"“{name}” has the same bytes as “{other[1]}” of row {other[0].number}: "
                                          "describe them once")


def _refuse(problems):
    problems = list(problems)
    if problems:
        raise DescriptionRefused(problems)


def _anchored(sheets):
    """The ids of the wholes in whose text something is anchored."""
    documents = {row["id"]: row for row in sheets["documents"]}
    anchored = {row["parent"] for row in documents.values() if row["parent"]}
    for sheet in SHEETS_WITH_PASSAGES:
        for row in sheets.get(sheet, []):
            document = documents[row["document"]]
            anchored.add(document["parent"] or document["id"])
    return anchored


def _held_text(document):
    version = document.text_version()
    return version.text if version else None


def _new_text(sandbox, sources, files):
    """The whole text of the first file that has one, as `Document.text_version` will choose it."""
    for name in files:
        extraction = sandbox.extract(sources[name].path, filename=name)
        text = extraction.text("raw")
        text = extraction.text("main") if text is None else text
        if text is not None:
            return text
    return None
