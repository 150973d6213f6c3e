"""Keeps what is typed into the describing form every few seconds, so that a closed lid loses nothing."""
import json

from django.http import JsonResponse, RawPostDataException
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive.curation.found import find_document
from archive.curation.guards import allowed
from archive.curation.told import version_said
from archive.drafting.entries import TooMuch, keep_entries
from archive.provenance.revise import NotEditable


@allowed("unsaved", "keep", "POST")
@require_POST
def keep(request, identifier):
    """{"version": the version that the form showed, "entries": {name: text or texts}} → {"kept_at": ISO time}."""
    document = find_document(request.user, identifier)
    said = _said(request)
    if said is None:
        return JsonResponse({"error": _("What was sent cannot be read: reload the page.")}, status=422)
    try:
        kept = keep_entries(document, request.user, *said)
    except (TooMuch, NotEditable) as refusal:
        return JsonResponse({"error": str(refusal)}, status=409)
    return JsonResponse({"kept_at": kept.kept_at.isoformat()})


def _said(request):
    """(version, entries) of a well-formed request, else None."""
    try:
        body = json.loads(request.body)
        version, entries = version_said(body["version"]), dict(body["entries"])
    except (ValueError, TypeError, KeyError, RecursionError, RawPostDataException):
        return None
    are_texts = all(isinstance(text, str) for value in entries.values()
                    for text in (value if isinstance(value, list) else [value]))
    return (version, entries) if are_texts and version > 0 else None
