"""Collections: what was received or is shown together."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.identity import Record


class Collection(Record):
    """One group of documents with a common origin or purpose (DCMI Type Collection)."""

    code = models.SlugField(_("code"), unique=True, help_text=_("Short name used by commands."))
    title = models.CharField(_("title"), max_length=300, help_text=_("Shown to readers; neutral wording."))
    description = models.TextField(_("description"), blank=True, help_text=_("Neutral, in the curators' words."))
    is_fictional = models.BooleanField(
        _("is fictional"), default=False,
        help_text=_("Invented for demonstration; every public page of its documents says so."),
    )

    class Meta:
        ordering = ["title"]
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    def __str__(self):
        return self.title
