"""How a document relates to other documents and to places."""
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.checks import has_words


class DocumentRelation(models.Model):
    """One relation (DCMI terms) to a held document, or to one that is described but not held."""

    class Kind(models.TextChoices):
        SOURCE = "source", _("source")
        IS_VERSION_OF = "isVersionOf", _("is a version of")
        IS_FORMAT_OF = "isFormatOf", _("is a copy of")
        REPLACES = "replaces", _("replaces")
        REFERENCES = "references", _("refers to")

    document = models.ForeignKey("archive.Document", models.CASCADE, related_name="relations")
    kind = models.CharField(
        _("relation"), max_length=12, choices=Kind, help_text=_("Read as a sentence: this document … the other."),
    )
    related = models.ForeignKey(
        "archive.Document", models.PROTECT, null=True, blank=True, related_name="related_from",
        verbose_name=_("to the document"), help_text=_("A document that the archive holds."),
    )
    described = models.CharField(
        _("or to one not held"), max_length=1000, blank=True,
        help_text=_("Describe the original that could not be located."),
    )
    note = models.CharField(
        _("note"), max_length=1000, blank=True, help_text=_("How you know, or how far the two differ."),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(related__isnull=False) & Q(described=""))
                | (Q(related__isnull=True) & has_words("described")),
                name="relation_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(related__isnull=True) | ~Q(document=F("related")), name="relation_to_another"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.related or self.described}"


class DocumentPlace(models.Model):
    """One place of a document, with the name as printed and what the place is to it."""

    document = models.ForeignKey("archive.Document", models.CASCADE, related_name="places")
    place = models.ForeignKey(
        "archive.Place", models.PROTECT, related_name="document_places",
        help_text=_("A place that has a record; add it first if it has none."),
    )
    as_printed = models.CharField(
        _("as printed"), max_length=300, blank=True, help_text=_("The name as the document gives it."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True, help_text=_("For example: dateline."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "place"], name="document_place_once")]

    def __str__(self):
        return str(self.place)
