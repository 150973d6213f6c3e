"""The order in which the projection changed, for whatever is derived from it."""
from django.db import models


class Change(models.Model):
    """One change of one public document; the primary key is the sequence number.

    Numbers become visible in their order, because writers stand in a line
    (`projection/writing.py`): a reader that has seen n will never miss one below n.
    """

    identifier = models.CharField(max_length=36, db_index=True)
    is_removal = models.BooleanField()
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.pk} {self.identifier}"


class WriterLine(models.Model):
    """The one row that a writer of the projection locks, so that the next one waits."""

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="writer_line_is_one")]

    def __str__(self):
        return "writer line"
