"""The text that was read from an original, in which evidence is anchored."""
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from archive.models.original import Original


class TextVersion(models.Model):
    """One reading of an original's text by one tool; never changed once written.

    Offsets into it count Unicode code points. A better reading is a new row, so
    that evidence anchored in this one stays where it is.
    """

    class Kind(models.TextChoices):
        RAW = "raw", _("whole text")
        MAIN = "main", _("main text")

    original = models.ForeignKey(Original, models.PROTECT, related_name="texts", verbose_name=_("original"))
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    text = models.TextField(_("text"))
    sha256 = models.CharField(_("SHA-256"), max_length=64, help_text=_("Of the text in UTF-8."))
    length = models.PositiveIntegerField(_("length"), help_text=_("Unicode code points."))
    tool = models.CharField(_("tool"), max_length=100)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("text version")
        verbose_name_plural = _("text versions")
        constraints = [
            models.UniqueConstraint(fields=["original", "kind", "sha256"], name="text_version_once"),
            models.CheckConstraint(condition=Q(kind__in=["raw", "main"]), name="text_version_has_kind"),
            models.CheckConstraint(
                condition=Exact(Length("text"), F("length")), name="text_version_length_in_code_points"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.sha256[:12]}"
