"""The rules by which labels were made, as readers see them."""
from django.db import models


class PublishedCodebook(models.Model):
    """One version of the codebook; `sequence` counts the versions as they were written."""

    version = models.CharField(primary_key=True, max_length=20)
    sequence = models.PositiveBigIntegerField(unique=True)
    text = models.TextField()
    change = models.CharField(max_length=500, blank=True)
    published_on = models.DateField()

    class Meta:
        ordering = ["-sequence"]

    def __str__(self):
        return self.version
