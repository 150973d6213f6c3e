"""Who may see what, and what happens when somebody asks for removal."""
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive.models.checks import has_words, is_known
from archive.models.identity import Record


class AccessLevel(models.TextChoices):
    """From open to closed; new things are restricted until reviewed."""

    PUBLIC = "public", _("public")
    REGISTERED = "registered", _("registered readers")
    RESTRICTED = "restricted", _("restricted")
    DARK = "dark", _("dark")

    @property
    def rank(self):
        """0 is the most open level; a part never has a lower rank than its parent."""
        return list(type(self)).index(self)


class RiskAssessment(models.TextChoices):
    """Whether publishing could endanger a living person."""

    NOT_ASSESSED = "not-assessed", _("not assessed")
    NO = "no", _("no")
    YES = "yes", _("yes")


class WithdrawalReason(models.TextChoices):
    """The categories that a tombstone may show."""

    ERROR = "error", _("published in error")
    RIGHTS = "rights", _("rights")
    PRIVACY = "privacy", _("privacy")
    SAFETY = "safety", _("safety of a person")
    LEGAL = "legal", _("legal order")
    SUPERSEDED = "superseded", _("superseded by another record")
    OTHER = "other", _("other")


class TakedownCase(Record):
    """One request to remove or limit a document, its ground, decision and next review."""

    class Decision(models.TextChoices):
        OPEN = "open", _("not decided")
        REFUSED = "refused", _("kept as it is")
        RESTRICTED = "restricted", _("restricted")
        WITHDRAWN = "withdrawn", _("withdrawn")

    document = models.ForeignKey(
        "archive.Document", models.PROTECT, related_name="takedown_cases", verbose_name=_("document")
    )
    requested_at = models.DateTimeField(_("requested at"), auto_now_add=True)
    requested_by = models.CharField(
        _("requested by"), max_length=300, blank=True, help_text=_("Never public; empty if unknown.")
    )
    request = models.TextField(_("request"), help_text=_("What is asked, in the words received."))
    ground = models.CharField(
        _("ground"), max_length=20, choices=WithdrawalReason, help_text=_("Why they ask, as far as they say."),
    )
    decision = models.CharField(
        _("decision"), max_length=10, choices=Decision, default=Decision.OPEN,
        help_text=_("What was decided; the document itself is limited or withdrawn on the desk."),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    rationale = models.TextField(_("rationale"), blank=True, help_text=_("Why it was decided so."))
    review_on = models.DateField(_("review on"), null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        verbose_name = _("takedown case")
        verbose_name_plural = _("takedown cases")
        constraints = [
            models.CheckConstraint(condition=has_words("request"), name="takedown_has_request"),
            models.CheckConstraint(condition=is_known("ground", WithdrawalReason), name="takedown_ground_known"),
            models.CheckConstraint(
                condition=Q(decision__in=["open", "refused", "restricted", "withdrawn"]), name="takedown_decision_known"
            ),
            models.CheckConstraint(
                condition=Q(decision="open") | (Q(decided_by__isnull=False, decided_at__isnull=False)
                                                & has_words("rationale")),
                name="takedown_decided_by_someone",
            ),
        ]

    def __str__(self):
        return f"{self.get_ground_display()}: {self.request[:60]}"


class CollectionGrant(models.Model):
    """One role that a person has for the documents of one collection only."""

    curator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants", verbose_name=_("curator")
    )
    collection = models.ForeignKey(
        "archive.Collection", models.CASCADE, related_name="grants", verbose_name=_("collection"),
        help_text=_("The role is valid for its documents alone."),
    )
    role = models.CharField(
        _("role"), max_length=10, choices=[("cataloguer", _("cataloguer")), ("reviewer", _("reviewer"))],
        help_text=_("What this person may do with the documents of this collection, and with no others."),
    )
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("grant for a collection")
        verbose_name_plural = _("grants for collections")
        constraints = [
            models.UniqueConstraint(fields=["curator", "collection"], name="grant_once"),
            models.CheckConstraint(condition=Q(role__in=["cataloguer", "reviewer"]), name="grant_role_known"),
        ]

    def __str__(self):
        return f"{self.curator}: {self.get_role_display()}, {self.collection}"
