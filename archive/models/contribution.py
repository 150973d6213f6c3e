"""Who made, published or contributed to a document, and how we know."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Contribution(models.Model):
    """One agent in one role of one document, with the name as the document prints it."""

    class Role(models.TextChoices):
        CREATOR = "creator", _("creator")
        PUBLISHER = "publisher", _("publisher")
        CONTRIBUTOR = "contributor", _("contributor")

    class Basis(models.TextChoices):
        PRINTED = "printed", _("printed")
        INFERRED = "inferred", _("inferred")
        EXTERNAL = "external", _("from another source")

    class Certainty(models.TextChoices):
        CERTAIN = "certain", _("certain")
        UNCERTAIN = "uncertain", _("uncertain")

    document = models.ForeignKey("archive.Document", models.CASCADE, related_name="contributions")
    agent = models.ForeignKey("archive.Agent", models.PROTECT, related_name="contributions")
    role = models.CharField(_("role"), max_length=11, choices=Role)
    as_printed = models.CharField(
        _("as printed"), max_length=500, blank=True, help_text=_("The name as the document gives it.")
    )
    basis = models.CharField(_("basis"), max_length=8, choices=Basis, default=Basis.PRINTED)
    certainty = models.CharField(_("certainty"), max_length=9, choices=Certainty, default=Certainty.CERTAIN)
    sequence = models.PositiveIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["sequence", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "agent", "role"], name="contribution_once"),
            models.CheckConstraint(
                condition=Q(role__in=["creator", "publisher", "contributor"]), name="contribution_has_role"
            ),
            models.CheckConstraint(
                condition=~Q(basis="printed") | ~Q(as_printed=""), name="contribution_printed_as"
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.agent}"
