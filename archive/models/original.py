"""The bytes: what was received, which document holds them, what was derived."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Original(models.Model):
    """One sequence of bytes as received, kept once under its SHA-256, never changed."""

    sha256 = models.CharField(_("SHA-256"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("Bytes."))
    media_type = models.CharField(_("media type"), max_length=127)
    encoding = models.CharField(_("character encoding"), max_length=40, blank=True)
    stored_at = models.DateTimeField(_("stored at"), auto_now_add=True)
    private_metadata = models.JSONField(
        _("private metadata"), default=dict, blank=True,
        help_text=_("EXIF and the like; for curators only, never public."),
    )

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        indexes = [models.Index(fields=["media_type", "size"], name="original_by_kind")]

    def __str__(self):
        return self.sha256[:12]


class Holding(models.Model):
    """One file of one document: which bytes, under which name they were received."""

    document = models.ForeignKey("archive.Document", models.PROTECT, related_name="holdings")
    original = models.ForeignKey(Original, models.PROTECT, related_name="holdings")
    filename = models.CharField(_("file name"), max_length=255, help_text=_("As received; data only."))
    sequence = models.PositiveIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["document", "original"], name="holding_once"),
            models.UniqueConstraint(fields=["document", "sequence"], name="holding_in_order"),
        ]

    def __str__(self):
        return self.filename


class Derivative(models.Model):
    """One picture made from an original for looking at; it carries no EXIF."""

    class Kind(models.TextChoices):
        THUMBNAIL = "thumbnail", _("thumbnail")

    original = models.ForeignKey(Original, models.PROTECT, related_name="derivatives")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.THUMBNAIL)
    page = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=127)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    tool = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["original", "kind", "page"], name="derivative_once"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="derivative_has_area"),
        ]

    def __str__(self):
        return f"{self.kind} of {self.original}"
