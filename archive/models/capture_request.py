"""Addresses that somebody asked to capture, and what came of it."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.identity import Record


class CaptureRequest(Record):
    """One address to be fetched by a process of its own; what it brought is a document of its batch."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")

    address = models.CharField(_("address"), max_length=2000, help_text=_("http or https, in full."))
    collection = models.ForeignKey("archive.Collection", models.PROTECT, null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(_("failure"), blank=True, help_text=_("What went wrong, and what to do."))
    batch = models.ForeignKey("archive.IngestBatch", models.PROTECT, null=True, blank=True)
    document = models.ForeignKey("archive.Document", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("capture request")
        verbose_name_plural = _("capture requests")

    def __str__(self):
        return self.address
