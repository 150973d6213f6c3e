"""Lets public documents say the names that their agents, headings, genre and collection have now.

One record may be named by thousands of documents, so the copies of its name are changed
where they stand, hundreds of documents at once. Runs inside `writing_projection()`.
"""
from catalog.models import PublishedAgent, PublishedDocument, PublishedHeading, PublishedStance
from catalog.projection.line import renamed_line
from catalog.projection.writing import record_changes

AT_ONCE = 200  # documents that are in memory together


def renew_documents(renamed):
    """Bring every public document that shows one of the Renamed up to date; return their identifiers."""
    agents = PublishedAgent.objects.in_bulk(list(renamed.agents))
    labels = dict(PublishedHeading.objects.filter(pk__in=renamed.headings).values_list("pk", "label"))
    for target, label in labels.items():
        PublishedStance.objects.filter(target_identifier=target).update(target_label=label)
    documents = _showing(agents, labels)
    for rows in _some_at_once(documents, bool(labels)):
        for row in rows:
            row.line = renamed_line(row.line, agents, labels) if row.line else row.line
            if labels:
                row.record = _renamed_record(row.record, labels)
        PublishedDocument.objects.bulk_update(rows, ["line", "record"] if labels else ["line"])
    record_changes(documents)
    return set(documents)


def _showing(agents, labels):
    named = set()
    if agents:
        named |= set(PublishedDocument.objects.filter(mentions__agent__in=list(agents)).values_list("pk", flat=True))
    if labels:
        named |= set(PublishedDocument.objects.filter(uses__heading__in=list(labels)).values_list("pk", flat=True))
    return sorted(named)


def _some_at_once(identifiers, is_record_needed):
    """Lists of rows with their line, and with their record only where it is needed."""
    columns = ("line", "record") if is_record_needed else ("line",)
    for start in range(0, len(identifiers), AT_ONCE):
        some = PublishedDocument.objects.filter(pk__in=identifiers[start:start + AT_ONCE])
        yield list(some.order_by().only(*columns))


def _renamed_record(record, labels):
    def named(row):
        return {**row, "label": labels.get(row["identifier"], row["label"])}

    return {
        **record,
        **{kind: [named(row) for row in record[kind]] for kind in ("subjects", "places")},
        "stances": [{**stance, "target": named(stance["target"])} for stance in record["stances"]],
    }
