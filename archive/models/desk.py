"""What people at the desk leave for each other and for themselves: comments, unsaved entries, switches."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.checks import has_words
from archive.models.identity import Record


class Comment(Record):
    """One remark about a document, or about one field of it; for curators only, never public."""

    document = models.ForeignKey("archive.Document", models.CASCADE, related_name="comments")
    field = models.CharField(
        _("field"), max_length=60, blank=True, help_text=_("Name of the field that is meant; empty for the whole."),
    )
    text = models.TextField(_("comment"), max_length=4000, help_text=_("For curators only; never public."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [models.Index(fields=["document"], name="comment_open", condition=Q(settled_at__isnull=True))]
        constraints = [
            models.CheckConstraint(condition=has_words("text"), name="comment_has_text"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="comment_settled_by_someone",
            ),
        ]

    def __str__(self):
        return self.text[:80]


class UnsavedEntries(models.Model):
    """What one person typed into the form of one document and has not saved; no revision, no event.

    `opened_version` is the document's version that the form showed.
    """

    document = models.ForeignKey("archive.Document", models.CASCADE, related_name="unsaved_entries")
    curator = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsaved_entries")
    opened_version = models.PositiveIntegerField()
    entries = models.JSONField(default=dict, help_text=_("The form's fields, as the browser would send them."))
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "curator"], name="unsaved_entries_once"),
        ]

    def __str__(self):
        return f"{self.curator}: {self.document}"


class Switch(models.Model):
    """One thing that administrators turn on and off for the whole archive; a missing row is off."""

    class Name(models.TextChoices):
        CAPTURE = "capture", _("capture pages by address")
        EMAIL = "email", _("tell people by e-mail what waits for them")

    name = models.CharField(max_length=20, unique=True, choices=Name)
    is_on = models.BooleanField(default=False)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(name__in=["capture", "email"]), name="switch_known")]

    def __str__(self):
        return f"{self.get_name_display()}: {self.is_on}"
