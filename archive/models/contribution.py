"""Who made, published or contributed to a document, and how we know."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.checks import has_words


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
    agent = models.ForeignKey(
        "archive.Agent", models.PROTECT, related_name="contributions",
        help_text=_("The authority record of this person or body."),
    )
    role = models.CharField(
        _("role"), max_length=11, choices=Role,
        help_text=_("Creator: who wrote or made it. Publisher: who brought it out. Contributor: any other part in it."),
    )
    as_printed = models.CharField(
        _("as printed"), max_length=500, blank=True, help_text=_("The name as the document gives it.")
    )
    basis = models.CharField(
        _("basis"), max_length=8, choices=Basis, default=Basis.PRINTED,
        help_text=_("How we know: the document prints the name, you infer it, or another source says so."),
    )
    certainty = models.CharField(
        _("certainty"), max_length=9, choices=Certainty, default=Certainty.CERTAIN,
        help_text=_("Uncertain if it could also be somebody else."),
    )
    sequence = models.PositiveIntegerField(_("order"), default=1)

    class Meta:
        ordering = ["sequence", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "agent", "role"], name="contribution_once"),
            models.CheckConstraint(
                condition=Q(role__in=["creator", "publisher", "contributor"]), name="contribution_has_role"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=["printed", "inferred", "external"]), name="contribution_has_basis"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=["certain", "uncertain"]), name="contribution_has_certainty"
            ),
            models.CheckConstraint(
                condition=~Q(basis="printed") | has_words("as_printed"), name="contribution_printed_as"
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.agent}"
