"""Files on their way in: announced first, sent in pieces, and never lost without a line."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.identity import Record


class Upload(Record):
    """One file that somebody said they would send into a batch, and how much of it has arrived.

    The row exists before the first byte, so a file that never arrives is told apart
    from one that was never sent. What became of a received file is its BatchItem.
    """

    class State(models.TextChoices):
        EXPECTED = "expected", _("still expected")
        RECEIVED = "received", _("received, not yet taken in")
        TAKEN_IN = "taken-in", _("taken in")
        ABANDONED = "abandoned", _("given up before it had arrived")

    batch = models.ForeignKey("archive.IngestBatch", models.CASCADE, related_name="uploads")
    name = models.CharField(_("name"), max_length=1000, help_text=_("Path below the dropped folder, as sent."))
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes, as announced."))
    received = models.PositiveBigIntegerField(_("received"), default=0, help_text=_("Bytes that are on our disk."))
    announced_sha256 = models.CharField(
        max_length=64, blank=True, help_text=_("What the sender worked out; empty if it could not.")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.EXPECTED)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        constraints = [
            models.UniqueConstraint(fields=["batch", "name"], name="upload_once"),
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="upload_not_longer_than_announced"),
        ]

    def __str__(self):
        return self.name


class Announcement(models.Model):
    """One announcement of files under a key of the sender's choice, so that repeating it announces nothing twice.

    Kept for as long as the files are expected: who lost the answer asks again with the same key.
    """

    key = models.CharField(max_length=36, help_text=_("Chosen by the sender, one for each announcement."))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    batch = models.ForeignKey("archive.IngestBatch", models.CASCADE, related_name="+")
    sha256 = models.CharField(max_length=64, help_text=_("Of the names, sizes and digests that were announced."))
    names = models.JSONField(help_text=_("The names that the files got in the batch, in the order announced."))
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sent_by", "key"], name="announcement_once")]

    def __str__(self):
        return self.key
