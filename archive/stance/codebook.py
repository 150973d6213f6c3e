"""The codebook: each version is written once, announced to readers, and never changed."""
import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from archive.models.provenance import EventType
from archive.models.stance import Codebook
from archive.permissions import require
from archive.provenance.canonical import sha256_of
from archive.provenance.ledger import Entry, agent_name, record_events
from archive.workflow.announce import announce_name

NUMBER = re.compile(r"[0-9]+(\.[0-9]+)*")


def publish_codebook(version, text, change, by):
    """Write the next version of the rules; return the Codebook. Labels from now on are made by it.

    Raises ValidationError for a version that is no number or is taken, for rules that are empty or are the
    present ones, and for a change that is not said.
    """
    require(by, "add", "codebook")
    text = text.replace("\r\n", "\n").strip() + "\n"
    codebook = Codebook(version=version.strip(), text=text, change=change.strip(), made_by=by)
    with transaction.atomic():
        _check(codebook)
        codebook.save()
        record_events([Entry(
            EventType.METADATA_MODIFICATION, "codebook", codebook.version, agent=agent_name(by),
            detail={"action": "published", "change": codebook.change, "text_sha256": sha256_of(text)},
        )])
        announce_name(codebook)
    return codebook


def next_version():
    """The number that follows the present version: 1.1 after 1.0."""
    present = Codebook.objects.order_by("pk").last()
    if present is None:
        return "1.0"
    head, dot, last = present.version.rpartition(".")
    return f"{head}{dot}{int(last) + 1}" if last.isdecimal() else ""


def _check(codebook):
    errors = {}
    if not NUMBER.fullmatch(codebook.version):
        errors["version"] = _("Write a number, for example 1.1.")
    if not codebook.text.strip():
        errors["text"] = _("The rules are empty.")
    if not codebook.change:
        errors["change"] = _("Say in a sentence what changed against the version before.")
    present = Codebook.objects.order_by("pk").last()
    if present is not None and present.text.strip() == codebook.text.strip():
        errors["text"] = _("These are the present rules: change something first.")
    if errors:
        raise ValidationError(errors)
    codebook.full_clean()
