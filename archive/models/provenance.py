"""The ledger of what happened, and the revisions of what was written."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.provenance.reason_words import reason_in_words


class EventType(models.TextChoices):
    """PREMIS event type vocabulary (Library of Congress, preservation/eventType)."""

    ACCESSION = "accession", _("accession")
    CAPTURE = "capture", _("capture")
    DEACCESSION = "deaccession", _("deaccession")
    DELETION = "deletion", _("deletion")
    DISSEMINATION = "dissemination", _("dissemination")
    FIXITY_CHECK = "fixity check", _("fixity check")
    FORMAT_IDENTIFICATION = "format identification", _("format identification")
    INGESTION_START = "ingestion start", _("ingestion start")
    INGESTION_END = "ingestion end", _("ingestion end")
    INGESTION = "ingestion", _("ingestion")
    DIGEST = "message digest calculation", _("message digest calculation")
    METADATA_EXTRACTION = "metadata extraction", _("metadata extraction")
    METADATA_MODIFICATION = "metadata modification", _("metadata modification")
    POLICY_ASSIGNMENT = "policy assignment", _("policy assignment")
    QUARANTINE = "quarantine", _("quarantine")
    REDACTION = "redaction", _("redaction")
    REPLICATION = "replication", _("replication")
    TRANSFER = "transfer", _("transfer")
    VALIDATION = "validation", _("validation")
    VIRUS_CHECK = "virus check", _("virus check")


class Outcome(models.TextChoices):
    """PREMIS event outcome vocabulary."""

    SUCCESS = "success", _("success")
    FAIL = "fail", _("failure")
    WARNING = "warning", _("warning")


class Event(models.Model):
    """One thing that happened, to one object, by one agent. Append-only and hash-chained.

    `detail` is canonical JSON; it holds hashes where erasure may be needed.
    Written by `provenance/ledger.py` alone; triggers refuse UPDATE and DELETE.
    """

    sequence = models.PositiveBigIntegerField(_("sequence"), unique=True)
    type = models.CharField(_("type"), max_length=32, choices=EventType)
    occurred_at = models.DateTimeField(_("occurred at"))
    agent = models.CharField(_("agent"), max_length=100, help_text=_("curator:IDENTIFIER or software:NAME VERSION"))
    object_type = models.CharField(_("object type"), max_length=40)
    object_id = models.CharField(_("object id"), max_length=64)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome)
    detail = models.TextField(_("detail"), default="{}")
    previous_hash = models.CharField(_("previous hash"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="event_by_object"),
            models.Index(fields=["agent", "sequence"], name="event_by_agent"),
            models.Index(fields=["sequence"], name="event_failed_check",
                         condition=models.Q(type="fixity check", outcome="fail")),
        ]
        verbose_name = _("event")
        verbose_name_plural = _("ledger")

    def __str__(self):
        return f"{self.sequence} {self.type}"


class LedgerHead(models.Model):
    """The one row that says where the ledger ends; locking it puts writers in a line."""

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="ledger_head_is_one")]


class Revision(models.Model):
    """One immutable snapshot of a whole record, as canonical JSON, hashed into the ledger."""

    record_type = models.CharField(_("record type"), max_length=40)
    record_id = models.CharField(_("record id"), max_length=36)
    version = models.PositiveIntegerField(_("version"))
    snapshot = models.TextField(_("snapshot"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["record_type", "record_id", "version"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["record_type", "record_id", "version"], name="revision_once"),
        ]

    def __str__(self):
        return f"{self.record_type} {self.record_id} v{self.version}"

    @property
    def reason_in_words(self):
        return reason_in_words(self.reason)
