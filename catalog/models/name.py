"""Every form of every name that readers can search by."""
from django.db import models


class PublishedName(models.Model):
    """One form of the name of one public agent, subject, place or stance target.

    `folded` is the text as `search/folding.py` reads it, words separated by one space: what a query
    is compared with. `kind` is "heading" for the name by which its owner is shown, else a kind of
    `archive.models.AgentName`; other forms of a subject or place are "variant". A hidden form (a
    pejorative) is searched for, never displayed.
    """

    class OwnerKind(models.TextChoices):
        AGENT = "agent"
        SUBJECT = "subject"
        PLACE = "place"
        TARGET = "target"

    owner_kind = models.CharField(max_length=7, choices=OwnerKind)
    owner = models.CharField(max_length=36, db_index=True)
    text = models.CharField(max_length=500)
    folded = models.CharField(max_length=500, db_index=True)
    language = models.CharField(max_length=35, blank=True)
    kind = models.CharField(max_length=16)
    is_hidden = models.BooleanField(default=False)

    class Meta:
        ordering = ["owner", "pk"]

    def __str__(self):
        return self.text
