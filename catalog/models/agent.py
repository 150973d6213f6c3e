"""A public agent: one that at least one public document names."""
from django.db import models


class PublishedAgent(models.Model):
    """One agent with the names, types and cited characterisations readers may see.

    `types` is a list of {"type", "period"}.
    """

    identifier = models.CharField(primary_key=True, max_length=36)
    name = models.CharField(max_length=300, db_index=True)
    kind = models.CharField(max_length=12)
    types = models.JSONField(default=list)
    record = models.JSONField(default=dict)
    record_version = models.PositiveIntegerField()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PublishedAgentRelation(models.Model):
    """One sourced relation between two public agents."""

    agent = models.ForeignKey(PublishedAgent, models.CASCADE, related_name="relations")
    related = models.ForeignKey(PublishedAgent, models.CASCADE, related_name="related_from")
    kind = models.CharField(max_length=16)
    period = models.CharField(max_length=100, blank=True)
    certainty = models.CharField(max_length=8)
    source = models.TextField()

    class Meta:
        ordering = ["kind", "period", "pk"]

    def __str__(self):
        return f"{self.agent} {self.kind} {self.related}"
