"""What somebody found out once about two records that look alike: that they are two."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DistinctRecords(models.Model):
    """One statement that two authority records of one kind are different, so that nobody has to look again.

    `one` and `other` are their identifiers, in the order of the alphabet.
    """

    class Kind(models.TextChoices):
        AGENT = "agent", _("agent")
        SUBJECT = "subject", _("subject")
        PLACE = "place", _("place")

    kind = models.CharField(max_length=7, choices=Kind)
    one = models.CharField(max_length=36)
    other = models.CharField(max_length=36)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(
        _("reason"), max_length=500, blank=True, help_text=_("How one tells them apart; for curators only."),
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "one", "other"], name="distinct_records_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="distinct_records_in_order"),
            models.CheckConstraint(condition=Q(kind__in=["agent", "subject", "place"]), name="distinct_kind_known"),
        ]

    def __str__(self):
        return f"{self.kind}: {self.one} ≠ {self.other}"
