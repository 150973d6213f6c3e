"""What stays at the address of a withdrawn document."""
from django.db import models


class Tombstone(models.Model):
    """One withdrawn document that was public. A silent one keeps neither title nor name nor reason.

    `citation` holds what `metadata/citation.py` needs, so that it can be said in any language;
    `note` is what the curators wrote for readers about the withdrawal.
    """

    identifier = models.CharField(primary_key=True, max_length=36)
    is_silent = models.BooleanField(default=False)
    citation = models.JSONField(default=dict, blank=True)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField()

    def __str__(self):
        return self.identifier
