"""Where the address of a merged agent, subject or place leads."""
from django.db import models


class PublishedRedirect(models.Model):
    """One identifier that readers may know, of a record that was merged, and the one that stands for it now.

    There is a row only if a public document named the merged record. A rebuild keeps it, because
    a later revision of the document does not name the record any longer.
    """

    identifier = models.CharField(primary_key=True, max_length=36)
    kind = models.CharField(max_length=7)
    to = models.CharField(max_length=36, db_index=True)

    def __str__(self):
        return f"{self.kind} {self.identifier} → {self.to}"
