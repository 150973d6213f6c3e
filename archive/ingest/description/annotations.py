"""Writes the described labels, claims and quotations, each with its evidence."""
from archive.ingest.description.directory import find_agent
from archive.ingest.description.passages import quote_of
from archive.models import Curator, StanceTarget
from archive.stance.write import add_claim, add_quotation, add_stance


def write_stances(document, rows, by):
    """One label for each key in the column `label`; rows without a key stand alone."""
    labels = {}
    for row in rows:
        labels.setdefault(row["label"] or row.name, []).append(row)
    for group in labels.values():
        first = group[0]
        coder = Curator.objects.get(pseudonym=first["coder"]) if first["coder"] else by
        add_stance(
            document, coder, holder=first["holder"], holder_kind=first["holder_kind"],
            holder_agent=find_agent(first["holder_agent"]) if first["holder_agent"] else None,
            target=StanceTarget.objects.get(label=first["target"]), position=first["position"],
            neither_reason=first["neither_reason"], explicitness=first["explicitness"],
            confidence=first["confidence"], rationale=first["rationale"], status=first["status"] or "proposed",
            evidence=[quote_of(row) for row in group if row["exact"]],
        )


def write_claim(document, row):
    add_claim(document, quote=quote_of(row), value=row["value"], comparator=row["comparator"] or "exact",
              unit=row["unit"], subject=row["subject"], claimant=row["claimant"])


def write_quotation(document, row):
    speaker = row["speaker_agent"]
    add_quotation(document, quote=quote_of(row), speaker=row["speaker"], mode=row["mode"],
                  speaker_agent=find_agent(speaker) if speaker else None, variant_group=row["variant_group"],
                  note=row["note"])
