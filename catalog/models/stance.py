"""A public label, as a row, so that targets and positions can be counted."""
from django.db import models

from catalog.models.document import PublishedDocument


class PublishedStance(models.Model):
    """One current label of one public document; its evidence is in the document's record."""

    identifier = models.CharField(primary_key=True, max_length=36)
    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="stances")
    target_identifier = models.CharField(max_length=36, db_index=True)
    target_label = models.CharField(max_length=500)
    target_agent = models.CharField(max_length=36, blank=True, db_index=True)
    holder = models.CharField(max_length=300)
    holder_agent = models.CharField(max_length=36, blank=True, db_index=True)
    position = models.CharField(max_length=7)
    coder = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=10)

    class Meta:
        ordering = ["target_label", "holder", "identifier"]

    def __str__(self):
        return f"{self.holder}: {self.position}: {self.target_label}"
