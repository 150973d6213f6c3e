"""How public documents relate to each other, and to originals that are not held."""
from django.db import models

from catalog.models.document import PublishedDocument


class PublishedRelation(models.Model):
    """One relation (DCMI terms) to another public document, or to one described but not held."""

    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12)
    related = models.ForeignKey(PublishedDocument, models.CASCADE, null=True, related_name="related_from")
    described = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.kind} {self.related_id or self.described}"
