"""Labelling in the blind: each coder's labels stay out of everybody's sight until they are submitted."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.identity import Record


class LabellingRound(Record):
    """One time that several coders label one document without seeing each other's labels.

    While it is open, a coder who has not submitted sees no label of this document but their own.
    """

    document = models.ForeignKey("archive.Document", models.PROTECT, related_name="labelling_rounds")
    coders = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="labelling_rounds", verbose_name=_("coders"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("labelling round")
        verbose_name_plural = _("labelling rounds")
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(closed_at__isnull=True), name="one_open_round_per_document"
            ),
        ]

    def __str__(self):
        return f"{self.document}: {self.opened_at:%Y-%m-%d}"


class BlindLabel(Record):
    """One label that a coder of a round has not submitted yet; it becomes a StanceAnnotation then.

    It was checked like a StanceAnnotation when it was written. It is no row of the
    document: no snapshot, screen or count can show it to anybody else.
    """

    round = models.ForeignKey(LabellingRound, models.CASCADE, related_name="labels")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="blind_labels")
    label = models.JSONField(help_text=_("The arguments of `annotate_stance`, records by identifier."))
    evidence = models.JSONField(default=list, help_text=_("Quotes: exact, prefix, suffix, start."))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("blind label")
        verbose_name_plural = _("blind labels")

    def __str__(self):
        return f"{self.coder}: {self.round}"


class Submission(models.Model):
    """One coder's statement that their labels in a round are complete; from then on they see the others'."""

    round = models.ForeignKey(LabellingRound, models.CASCADE, related_name="submissions")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "coder"], name="submission_once")]

    def __str__(self):
        return f"{self.coder}: {self.submitted_at:%Y-%m-%d}"
