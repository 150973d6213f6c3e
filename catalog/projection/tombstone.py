"""What stays of a withdrawn document: where it was, when it left, and what kind of reason."""
from catalog.models import Tombstone


def write_tombstone(standing):
    """Write the tombstone of a document that was public; a silent one names nothing."""
    fields = {"is_silent": standing.is_silent, "withdrawn_at": standing.withdrawn.withdrawn_at,
              "citation": {}, "reason": ""}
    if not standing.is_silent:
        fields |= {"reason": standing.withdrawn.withdrawal_reason, "citation": citation_of(standing.snapshot)}
    Tombstone.objects.create(identifier=standing.document.identifier, **fields)


def citation_of(snapshot):
    """What a citation needs of a revision, as keyword arguments of `metadata.citation.citation_parts`."""
    def named(role):
        return [row["as_printed"] or row["agent"]["label"] for row in snapshot["contributions"] if row["role"] == role]

    return {"title": snapshot["title"], "creators": named("creator"), "publishers": named("publisher"),
            "issued": snapshot["issued"], "issued_basis": snapshot["issued_basis"]}
