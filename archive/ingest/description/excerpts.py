"""Reads the excerpt form (parts, offsets, stances, figures, quotes) as the sheets of a description.

Cataloguers who describe digests excerpt by excerpt use it; docs/excerpt-form.md
says how each column is read. Every cell keeps its own sheet, row and column, so
that a problem is reported where the cataloguer will look for it.
"""
import re
from dataclasses import replace

from django.utils.translation import gettext as _

from archive.ingest.description.excerpt_columns import check_excerpt_form
from archive.ingest.description.holders import holder_kind, holder_name
from archive.ingest.description.mentions import read_mentions
from archive.ingest.description.problems import DescriptionRefused
from archive.ingest.description.references import place_name
from archive.ingest.description.sheets import Row

COMPARATORS = {"more than": "over", "at least": "at-least", "at most": "at-most"}
PROPOSITION = "PROPOSITION:"


def is_excerpt_form(sheets):
    """Whether the folder is in the excerpt form: a sheet `parts` with the columns part and seed."""
    rows = sheets.get("parts", [])
    return bool(rows) and {"part", "seed"} <= set(rows[0].cells)


def read_excerpt_form(sheets):
    """The same description as {sheet name: [Row]} of the documented sheets. Raises DescriptionRefused."""
    problems = list(check_excerpt_form(sheets))
    if problems:
        raise DescriptionRefused(problems)
    parts, offsets = sheets["parts"], {row["part"]: row for row in sheets.get("offsets", [])}
    wholes = _wholes(parts, offsets)
    documents = [_document(row, offsets.get(row["part"]), wholes) for row in parts]
    agents, names = read_mentions(parts, documents)
    stances = sheets.get("stances", [])
    sheets = {
        "documents": documents, "agents": agents, "agent_names": names,
        "places": _places(parts), "targets": _targets(stances),
        "stances": [_stance(row, agents) for row in stances],
        "claims": [_claim(row) for row in sheets.get("figures", [])],
        "quotations": [_quotation(row) for row in sheets.get("quotes", [])],
    }
    return {name: [replace(row, kind=name) for row in rows] for name, rows in sheets.items()}


def _wholes(parts, offsets):
    """{file: the part row that is the whole file}: the only row, or the one without offsets, or the digest."""
    wholes = {}
    for seed in {row["seed"] for row in parts}:
        rows = [row for row in parts if row["seed"] == seed]
        candidates = [row for row in rows if row["part"] not in offsets] or [
            row for row in rows if row["type"] == "digest"] or (rows if len(rows) == 1 else [])
        if len(candidates) != 1:
            raise DescriptionRefused([rows[0].problem("seed", _(
                "cannot tell which row is the whole of %(file)s: exactly one must have no offsets") % {"file": seed})])
        wholes[seed] = candidates[0]["part"]
    return wholes


def renamed(row, columns, **more):
    """A Row whose columns have new names; {new: old}. `more`: new cells, found at the first old column."""
    cells = {new: row.raw(old) for new, old in columns.items()} | more
    origins = {new: (row.sheet, row.number, old) for new, old in columns.items()}
    return Row(row.sheet, row.number, cells, origins)


def _document(row, offset, wholes):
    whole = wholes[row["seed"]]
    is_whole = row["part"] == whole
    genres = row.values("type")
    columns = {"id": "part", "title": "title", "publisher": "publisher", "issued": "date_edtf"}
    cells = {
        "file": row["seed"] if is_whole else "", "parent": "" if is_whole else whole,
        "creator": _creators(row["creator"]), "genre": genres[0] if genres else "",
        "places": ";".join(_place_names(row)), "notes": _notes(row, genres[1:]),
    }
    document = renamed(row, columns, **cells)
    document.origins.update({
        "genre": (row.sheet, row.number, "type"), "places": (row.sheet, row.number, "place"),
        "creator": (row.sheet, row.number, "creator"), "file": (row.sheet, row.number, "seed"),
    })
    return document if is_whole or offset is None else _with_offsets(document, offset)


def _with_offsets(document, offset):
    columns = {"start": "char_start", "end": "char_end", "opening": "first24", "closing": "last24"}
    cells = {new: offset.raw(old) for new, old in columns.items()}
    origins = {new: (offset.sheet, offset.number, old) for new, old in columns.items()}
    return Row(document.sheet, document.number, document.cells | cells, document.origins | origins)


def _creators(text):
    """Names without the remarks in brackets behind them: `Ali Moezzi (letter)` names Ali Moezzi."""
    return ";".join(re.sub(r"\s*\([^()]*\)\s*$", "", name.strip()) for name in text.split(";"))


def _notes(row, other_genres):
    notes = [row["oddities"]]
    if other_genres:
        notes.append(f"Also: {', '.join(other_genres)}.")
    if ";" in row["creator"] or "(" in row["creator"]:
        notes.append(f"Creator as described: {row['creator']}.")
    return "\n".join(note for note in notes if note)


def _place_names(row):
    return [] if row["place"].startswith(("[", "(")) else row.values("place")


def _places(parts):
    labels = {}
    for row in parts:
        for text in _place_names(row):
            labels.setdefault(place_name(text)[0], row)
    return [renamed(row, {}, label=label) for label, row in labels.items()]


def target_label(text):
    return text.removeprefix(PROPOSITION).strip()


def _targets(stances):
    found = {}
    for row in stances:
        if row["target"]:
            found.setdefault(target_label(row["target"]), row)
    return [renamed(row, {}, label=label,
                    kind="proposition" if row["target"].startswith(PROPOSITION) else "entity")
            for label, row in found.items()]


def _stance(row, agents):
    name = holder_name(row["holder"])
    headings = {agent["name"] for agent in agents}
    stance = renamed(
        row,
        {"document": "part", "holder": "holder", "position": "position", "explicitness": "explicitness",
         "exact": "exact", "start": "start", "end": "end", "prefix": "prefix32", "suffix": "suffix32"},
        target=target_label(row["target"]), holder_kind=holder_kind(row["holder"]),
        holder_agent=name if name in headings else "",
    )
    stance.origins["target"] = (row.sheet, row.number, "target")
    return stance


def _claim(row):
    comparator = COMPARATORS.get(row["comparator"], row["comparator"])
    claim = renamed(
        row, {"document": "part", "value": "value", "subject": "subject", "claimant": "claimant",
              "exact": "exact", "start": "start", "end": "end"}, comparator=comparator)
    claim.origins["comparator"] = (row.sheet, row.number, "comparator")
    return claim


def _quotation(row):
    return renamed(row, {"document": "part", "speaker": "speaker", "mode": "mode", "exact": "opening",
                         "start": "char_start", "variant_group": "variant_group", "note": "note"})
