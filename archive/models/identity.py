"""What every edited record has: a permanent opaque identifier and a version."""
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_identifier():
    """A new permanent identifier: UUID version 4 (RFC 9562), 36 lower-case characters."""
    return str(uuid.uuid4())


class Record(models.Model):
    """One edited record: its identifier never changes, its version counts its saves."""

    identifier = models.CharField(
        _("identifier"), max_length=36, unique=True, default=new_identifier, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True
