"""The record of an ingest: what was received, and what became of each file and row."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.checks import has_words
from archive.models.identity import Record


class IngestBatch(Record):
    """One run of intake; an interrupted one stays `running` until it is repeated."""

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")

    class Kind(models.TextChoices):
        COMMAND = "command", _("command")
        UPLOAD = "upload", _("upload")
        CAPTURE = "capture", _("capture by address")
        IMPORT = "import", _("spreadsheet import")

    label = models.CharField(_("label"), max_length=300)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.COMMAND)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RUNNING)
    collection = models.ForeignKey(
        "archive.Collection", models.PROTECT, null=True, blank=True, verbose_name=_("collection"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("started by"))
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    failure = models.TextField(_("failure"), blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("ingest batch")
        verbose_name_plural = _("ingest batches")

    def __str__(self):
        return self.label

    def counts(self):
        """{"received": n, "created": n, "unchanged": n, "refused": n}; the first is the sum of the others.

        Files and described rows together; `BatchItem.sheet` tells them apart. Only a
        spreadsheet import changes what was there: its batch counts "changed" too.
        """
        outcomes = dict(self.items.order_by().values_list("outcome").annotate(n=models.Count("pk")))
        counts = {outcome: outcomes.get(outcome, 0) for outcome in BatchItem.Outcome.values
                  if outcome != BatchItem.Outcome.CHANGED or self.kind == IngestBatch.Kind.IMPORT}
        return {"received": sum(counts.values()), **counts}


class BatchItem(models.Model):
    """One received file or described row, and what became of it."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("created")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        REFUSED = "refused", _("refused")

    batch = models.ForeignKey(IngestBatch, models.CASCADE, related_name="items")
    name = models.CharField(
        _("name"), max_length=1000, help_text=_("Path below the ingested folder, or sheet and row.")
    )
    sheet = models.CharField(
        _("sheet"), max_length=100, blank=True, help_text=_("Of a described row; empty for a file."))
    outcome = models.CharField(_("outcome"), max_length=9, choices=Outcome)
    reason = models.TextField(_("reason"), blank=True)
    sha256 = models.CharField(
        _("SHA-256"), max_length=64, blank=True, help_text=_("Of the file, or of the description applied."))
    document = models.ForeignKey(
        "archive.Document", models.PROTECT, null=True, blank=True, related_name="batch_items",
        verbose_name=_("document"))

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "name"], name="batch_item_once"),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | has_words("reason"), name="batch_refusal_has_reason"
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.outcome}"
