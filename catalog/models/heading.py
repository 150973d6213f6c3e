"""What documents are about: subjects, places and stance targets, each with a page of its own."""
from django.db import models

from catalog.models.document import PublishedDocument


class PublishedHeading(models.Model):
    """One subject, place or stance target that at least one public document uses.

    `record` holds what its page shows: `scope_note` and `broader` ({identifier, label} or None)
    of a subject; `broader`, `latitude` and `longitude` (degrees, WGS 84, or None) of a place;
    `kind`, `agent` (identifier or "") and `scope_note` of a target.
    """

    class Kind(models.TextChoices):
        SUBJECT = "subject"
        PLACE = "place"
        TARGET = "target"

    identifier = models.CharField(primary_key=True, max_length=36)
    kind = models.CharField(max_length=7, choices=Kind)
    label = models.CharField(max_length=500, db_index=True)
    record = models.JSONField(default=dict)

    class Meta:
        ordering = ["label"]

    def __str__(self):
        return self.label


class PublishedUse(models.Model):
    """One public document uses one heading; without such a row a heading is not public."""

    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="uses")
    heading = models.ForeignKey(PublishedHeading, models.CASCADE, related_name="uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "heading"], name="published_use_once")]

    def __str__(self):
        return f"{self.document_id} uses {self.heading_id}"
