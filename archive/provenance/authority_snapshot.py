"""An authority record (agent, subject, place, collection, target ...) as one plain value."""
from django.forms.models import model_to_dict

# The rows that belong to an authority record and are edited with it.
BELONGING = {
    "agent": ("names", "types", "external_identifiers", "relations", "characterisations"),
    "subject": ("labels",),
    "place": ("names",),
}


def snapshot_authority(record):
    """All own fields of `record`, and the rows that belong to it, as a JSON-safe dict."""
    belonging = BELONGING.get(record._meta.model_name, ())
    return {
        "identifier": record.identifier,
        **_fields(record),
        **_merged(record),
        **{name: [_fields(row) for row in getattr(record, name).order_by("pk")] for name in belonging},
    }


def _merged(record):
    """Which record it was merged into; only a merged record says it."""
    primary = getattr(record, "merged_into", None)
    return {"merged_into": primary.identifier} if primary else {}


def _fields(row):
    return {name: value for name, value in model_to_dict(row).items() if name != "id"}
