"""What stays of a withdrawn document: where it was, when it left, what kind of reason, and the curators' note."""
from catalog.models import Tombstone


def write_tombstone(standing):
    """Write the tombstone of a document that was public."""
    Tombstone.objects.create(identifier=standing.document.identifier, **tombstone_fields(standing))


def tombstone_fields(standing):
    """The columns of a withdrawn document's tombstone; a silent one names nothing."""
    withdrawn = standing.withdrawn
    fields = {"is_silent": standing.is_silent, "withdrawn_at": withdrawn.withdrawn_at,
              "citation": {}, "reason": "", "note": ""}
    if not standing.is_silent:
        fields |= {"reason": withdrawn.withdrawal_reason, "note": withdrawn.withdrawal_note,
                   "citation": citation_of(standing.snapshot)}
    return fields


def citation_of(snapshot):
    """What a citation needs of a revision, as keyword arguments of `metadata.citation.citation_parts`."""
    def named(role):
        return [row["as_printed"] or row["agent"]["label"] for row in snapshot["contributions"] if row["role"] == role]

    return {"title": snapshot["title"], "creators": named("creator"), "publishers": named("publisher"),
            "issued": snapshot["issued"], "issued_basis": snapshot["issued_basis"]}
