"""What a document asserts: figures and quoted words, each with its passage."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.checks import has_words
from archive.models.identity import Record
from archive.models.stance import EvidenceSpan


class Claim(Record):
    """One claimed figure. Different claims stand side by side; nothing is summed or averaged."""

    class Comparator(models.TextChoices):
        EXACT = "exact", _("exactly")
        AT_LEAST = "at-least", _("at least")
        AT_MOST = "at-most", _("at most")
        ABOUT = "about", _("about")
        OVER = "over", _("more than")
        SEVERAL = "several", _("several")

    document = models.ForeignKey("archive.Document", models.PROTECT, related_name="claims")
    value = models.CharField(_("value"), max_length=100, help_text=_("As printed, for example 1,500 or 90%."))
    comparator = models.CharField(
        _("comparator"), max_length=8, choices=Comparator, default=Comparator.EXACT,
        help_text=_("How the document limits the figure, for example “at least”."),
    )
    unit = models.CharField(
        _("unit"), max_length=100, blank=True, help_text=_("Of what the figure is, for example persons or rials."),
    )
    subject = models.CharField(
        _("what is counted"), max_length=500,
        help_text=_("In neutral words, for example “people who left their homes”."),
    )
    claimant = models.CharField(_("claimant"), max_length=300, help_text=_("Who gives this figure."))
    evidence = models.ForeignKey(EvidenceSpan, models.PROTECT, related_name="claims")

    class Meta:
        ordering = ["pk"]
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.CheckConstraint(condition=has_words("value", "subject"), name="claim_has_value_and_subject"),
            models.CheckConstraint(condition=has_words("claimant"), name="claim_has_claimant"),
            models.CheckConstraint(
                condition=Q(comparator__in=["exact", "at-least", "at-most", "about", "over", "several"]),
                name="claim_has_comparator",
            ),
        ]

    def __str__(self):
        return f"{self.get_comparator_display()} {self.value}: {self.subject}"


class Quotation(Record):
    """One quotation inside a document: who is quoted, and how."""

    document = models.ForeignKey("archive.Document", models.PROTECT, related_name="quotations")
    speaker = models.CharField(
        _("speaker"), max_length=300, help_text=_("Who is quoted, as the document names them."),
    )
    speaker_agent = models.ForeignKey(
        "archive.Agent", models.PROTECT, null=True, blank=True, related_name="quotations",
        help_text=_("Only if you are sure who it is."),
    )
    mode = models.CharField(_("mode"), max_length=200, help_text=_("Direct, reported, unmarked, translated ..."))
    evidence = models.ForeignKey(EvidenceSpan, models.PROTECT, related_name="quotations")
    variant_group = models.CharField(
        _("variant group"), max_length=100, blank=True,
        help_text=_("Joins quotations of the same words that differ between publishers."),
    )
    note = models.TextField(_("note"), blank=True, help_text=_("For curators only; never public."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        constraints = [models.CheckConstraint(condition=has_words("speaker"), name="quotation_has_speaker")]

    def __str__(self):
        return f"{self.speaker}: {self.evidence}"
