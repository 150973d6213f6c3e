"""A public collection: one in which at least one public document lies."""
from django.db import models


class PublishedCollection(models.Model):
    """One collection with the title and description that readers see."""

    identifier = models.CharField(primary_key=True, max_length=36)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title
