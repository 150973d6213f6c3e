"""Which agents a public document names, and in which role."""
from django.db import models

from catalog.models.agent import PublishedAgent
from catalog.models.document import PublishedDocument


class PublishedContribution(models.Model):
    """One agent in one role (creator, publisher, contributor) of one public document."""

    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="contributions")
    agent = models.ForeignKey(PublishedAgent, models.CASCADE, related_name="contributions")
    role = models.CharField(max_length=11)
    as_printed = models.CharField(max_length=500, blank=True)
    basis = models.CharField(max_length=8)
    certainty = models.CharField(max_length=9)
    sequence = models.PositiveIntegerField()

    class Meta:
        ordering = ["sequence", "pk"]
        indexes = [models.Index(fields=["agent", "role"], name="contribution_by_role")]

    def __str__(self):
        return f"{self.role}: {self.agent_id}"


class PublishedMention(models.Model):
    """One public document names one agent, in whatever way; without such a row an agent is not public."""

    document = models.ForeignKey(PublishedDocument, models.CASCADE, related_name="mentions")
    agent = models.ForeignKey(PublishedAgent, models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "agent"], name="published_mention_once")]

    def __str__(self):
        return f"{self.document_id} names {self.agent_id}"
