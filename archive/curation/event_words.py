"""One event of the ledger in plain words, wherever it is shown: what happened, to what, and what else it says.

The ledger keeps terms of PREMIS, identifiers and hashes; people read what was done.
"""
import json
import re

from django.apps import apps
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from archive.curation.readable import EMPTY, label_of
from archive.models.access import AccessLevel
from archive.models.provenance import EventType
from archive.provenance.reason_words import reason_in_words
from archive.workflow.policy_words import KIND_OF_MODEL, KINDS
from archive.workflow.states import State

MOVES = {
    "recall": gettext_lazy("Taken back from review"),
    "submit": gettext_lazy("Sent to review"), "return": gettext_lazy("Returned with a comment"),
    "publish": gettext_lazy("Published"), "embargo": gettext_lazy("Put under embargo"),
    "lift": gettext_lazy("Embargo lifted"), "restrict": gettext_lazy("Access changed"),
    "unpublish": gettext_lazy("Public revision taken back"), "reopen": gettext_lazy("Opened to edit it again"),
    "withdraw": gettext_lazy("Withdrawn"), "restore": gettext_lazy("Made a draft again"),
}
ACTIONS = {
    "assigned": gettext_lazy("Assigned to a person"), "commented": gettext_lazy("Commented"),
    "settled": gettext_lazy("Comment settled"), "reopened": gettext_lazy("Comment opened again"),
    "merged": gettext_lazy("Merged into another record"), "took in": gettext_lazy("Another record merged into it"),
    "told apart": gettext_lazy("Said to be different from another"),
    "labelling round opened": gettext_lazy("Labelling round opened"),
    "labelling round closed": gettext_lazy("Labelling round closed"),
    "blind labels submitted": gettext_lazy("Blind labels submitted"),
    "labels adjudicated": gettext_lazy("Labels adjudicated"), "published": gettext_lazy("Published"),
    "pseudonym changed": gettext_lazy("Pseudonym changed"),
}
CHANGED = {"password": gettext_lazy("Password changed"), "second factor": gettext_lazy("Second factor changed")}
TYPES = {
    EventType.INGESTION: gettext_lazy("Taken in"), EventType.INGESTION_START: gettext_lazy("Intake begun"),
    EventType.INGESTION_END: gettext_lazy("Intake ended"), EventType.DIGEST: gettext_lazy("Hash computed"),
    EventType.FORMAT_IDENTIFICATION: gettext_lazy("Format recognised"),
    EventType.METADATA_EXTRACTION: gettext_lazy("Text and embedded data read"),
    EventType.FIXITY_CHECK: gettext_lazy("Bytes read again and compared"), EventType.DELETION: gettext_lazy("Removed"),
    EventType.CAPTURE: gettext_lazy("Fetched from an address"), EventType.TRANSFER: gettext_lazy("Handed over again"),
}
# The details worth a line, in this order; the whole event has the others as well.
TOLD = {
    "version": gettext_lazy("version"), "state": gettext_lazy("state"), "action": gettext_lazy("action"),
    "access": gettext_lazy("access"), "until": gettext_lazy("until"), "comment": gettext_lazy("comment"),
    "reason": gettext_lazy("reason"), "restored_version": gettext_lazy("restored version"),
    "not_restored": gettext_lazy("not restored"), "failures": gettext_lazy("failures"),
    "media_type": gettext_lazy("media type"), "size": gettext_lazy("bytes"), "tools": gettext_lazy("tools"),
    "labels": gettext_lazy("labels"),
}
OTHERS = {"sha256": "SHA-256", "batch": gettext_lazy("intake"), "document": gettext_lazy("document")}
HASH = re.compile(r"[0-9a-f]{64}")
IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def what_happened(event):
    """“Sent to review”: the act in words; for what has none, the term of PREMIS."""
    said = json.loads(event.detail)
    known = (MOVES.get(said.get("transition")), ACTIONS.get(said.get("action")), CHANGED.get(said.get("changed")))
    return next((str(words) for words in known if words), "") or _by_type(event, said)


def _by_type(event, said):
    if event.type == EventType.POLICY_ASSIGNMENT and "is_on" in said:
        return _("Turned on") if said["is_on"] else _("Turned off")
    if event.type == EventType.POLICY_ASSIGNMENT and "after" in said:
        return _("Rights changed")
    if event.type == EventType.METADATA_MODIFICATION and "version" in said:
        return _("Saved as version %(n)s") % {"n": said["version"]}
    return str(TYPES.get(event.type) or capfirst(event.get_type_display()))


def object_in_words(object_type):
    """What kind of record an event is about, as people call it."""
    kind = KINDS.get(KIND_OF_MODEL.get(object_type, object_type))
    if kind:
        return str(kind)
    try:
        return str(apps.get_model("archive", object_type)._meta.verbose_name)
    except LookupError:
        return object_type


def details_of(event, only_told=False):
    """What else the event says, in one line of escaped HTML; every value keeps the direction of its own script."""
    said = json.loads(event.detail)
    for name in _told_by_the_act(event, said):
        said.pop(name, None)
    names = [name for name in TOLD if name in said]
    if not only_told:
        names += [name for name in said if name not in TOLD]
    rows = [(_label(event, name), _as_html(name, said[name])) for name in names if said[name] not in EMPTY]
    return format_html_join(" · ", "{}: {}", rows)


def _told_by_the_act(event, said):
    if said.get("transition") in MOVES:
        return ("transition", "state")
    if said.get("action") in ACTIONS:
        return ("action",)
    if said.get("changed") in CHANGED:
        return ("changed",)
    if event.type == EventType.POLICY_ASSIGNMENT:
        return ("is_on",)
    return ("version",) if event.type == EventType.METADATA_MODIFICATION else ()


def _label(event, name):
    return TOLD.get(name) or OTHERS.get(name) or label_of(event.object_type, name)


def _as_html(name, value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        inner = ((label_of("", key), _as_html(key, one)) for key, one in value.items() if one not in EMPTY)
        return format_html_join(pgettext("between words of a list", ", "), "{}: {}", inner)
    if isinstance(value, list):
        return format_html_join("; ", "{}", ((_as_html(name, one),) for one in value))
    if isinstance(value, str) and (HASH.fullmatch(value) or IDENTIFIER.fullmatch(value)):
        return format_html('<code title="{}">{}…</code>', value, value[:8])
    return format_html("<bdi>{}</bdi>", _in_words(name, value))


def _in_words(name, value):
    if name in ("reason", "comment"):
        return reason_in_words(str(value))
    choices = {"state": State, "access": AccessLevel}.get(name)
    return choices(value).label if choices and value in choices.values else value
