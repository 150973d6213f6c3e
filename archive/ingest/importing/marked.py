"""Labels, claims and quotations: where their passages stand, and which of them are there already."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.ingest.description.passages import SHEETS_WITH_PASSAGES, quote_of
from archive.ingest.importing.authority_rows import filled
from archive.ingest.importing.lines import CREATED, UNCHANGED, row_key
from archive.models import Holding, LabellingRound, TextVersion
from archive.permissions import has_role
from archive.stance.anchor import AnchorError, anchor
from archive.workflow.states import Role

SAID = ("holder_kind", "holder", "position", "neither_reason", "explicitness", "confidence", "rationale")


@dataclass(frozen=True)
class Place:
    """Where the passages of a document are looked for; `within` is None for the whole text."""

    text: str
    text_version: int
    within: tuple | None = None


def texts_of(documents):
    """{primary key of a whole: TextVersion}, chosen as `Document.text_version` does, in two queries."""
    keys = {document.parent_id or document.pk for document in documents}
    chosen = {}
    holdings = Holding.objects.filter(document__in=keys).order_by("document", "sequence")
    texts = {}
    for pk, original, kind in TextVersion.objects.filter(
            original__holdings__document__in=keys).values_list("pk", "original", "kind").distinct():
        texts.setdefault(original, []).append((kind != "raw", -pk))
    for document, original in holdings.values_list("document", "original"):
        if document not in chosen and original in texts:
            chosen[document] = -min(texts[original])[1]
    read = TextVersion.objects.in_bulk(set(chosen.values()))
    return {document: read[pk] for document, pk in chosen.items()}


def check_coders(rows, by):
    """Yield a CellProblem for labels in another's name, or decided already: at the desk nobody does that alone."""
    for row in rows:
        if row["coder"] and row["coder"] != by.pseudonym and not has_role(by, Role.ADMINISTRATOR):
            yield row.problem("coder", _("only an administrator enters labels of other coders: leave the cell empty"))
        if row["status"] not in ("", "proposed"):
            yield row.problem("status", _("a label comes in as proposed; a reviewer accepts or contests it at the "
                                          "desk"))


def check_rounds(rows, documents):
    """Yield a CellProblem for labels of a document whose labelling round is open: they would pass it by.

    `documents`: {identifier of a row: Document}.
    """
    held = {key: documents[key].pk for key in {row["document"] for row in rows} if documents.get(key)}
    opened = set(LabellingRound.objects.filter(
        document__in=held.values(), closed_at__isnull=True).values_list("document", flat=True))
    for row in rows:
        if held.get(row["document"]) in opened:
            yield row.problem("document", _("a round of blind labelling of this document is open: bring its labels in "
                                            "when it is closed"))


def place_passages(sheets, places):
    """({row_key: (text version, start, end)}, [CellProblem]); `places`: {document id: Place or None}."""
    found, problems = {}, []
    for sheet in SHEETS_WITH_PASSAGES:
        for row in sheets[sheet]:
            if not row["exact"] or row["document"] not in places:
                continue
            place = places[row["document"]]
            if place is None:
                problems.append(row.problem("exact", _("the document has no text in which the passage could stand")))
                continue
            try:
                passage = anchor(place.text, quote_of(row), place.within)
            except AnchorError as error:
                problems.append(row.problem("exact", str(error)))
            else:
                found[row_key(row)] = (place.text_version, passage.start, passage.end)
    return found, problems


def compare_labels(rows, documents, passages, names, by):
    """[([Row], outcome, changes)] of the labels: rows with one key in `label` are one."""
    groups = {}
    for row in rows:
        groups.setdefault(row["label"] or row.name, []).append(row)
    for group in groups.values():
        document = documents.get(group[0]["document"])
        said = _label_said(group, passages, names, by)
        is_held = document is not None and said in [_label_held(one) for one in document.stances.all()
                                                    if one.status != "superseded"]
        for row in group:
            yield row, *((UNCHANGED, []) if is_held else (CREATED, filled(row, row.cells)))


def _label_said(group, passages, names, by):
    first = group[0]
    agent = names.heading("agent", first["holder_agent"]) if first["holder_agent"] else ""
    spans = {passages.get(row_key(row)) for row in group} - {None}
    return (*(first[name] for name in SAID), agent, first["target"], first["coder"] or by.pseudonym, spans)


def _label_held(stance):
    agent = stance.holder_agent.name if stance.holder_agent else ""
    return (*(getattr(stance, name) for name in SAID), agent, stance.target.label, stance.coder.pseudonym,
            {(span.text_version_id, span.start, span.end) for span in stance.spans()})


def compare_marked(row, document, passages, names):
    """(outcome, changes) of a row of claims or quotations; `document` is None for a part that the import makes."""
    if document is not None:
        span = passages.get(row_key(row))
        held, said = (_claims, _claim) if row.kind == "claims" else (_quotations, _quotation)
        if (*said(row, names), span) in held(document):
            return UNCHANGED, []
    return CREATED, filled(row, row.cells)


def _claim(row, _names):
    return row["value"], row["comparator"] or "exact", row["unit"], row["subject"], row["claimant"]


def _claims(document):
    return {(one.value, one.comparator, one.unit, one.subject, one.claimant, _span(one))
            for one in document.claims.all()}


def _quotation(row, names):
    agent = names.heading("agent", row["speaker_agent"]) if row["speaker_agent"] else ""
    return row["speaker"], row["mode"], row["variant_group"], row["note"], agent


def _quotations(document):
    return {(one.speaker, one.mode, one.variant_group, one.note, one.speaker_agent.name if one.speaker_agent else "",
             _span(one)) for one in document.quotations.all()}


def _span(row):
    return row.evidence.text_version_id, row.evidence.start, row.evidence.end
