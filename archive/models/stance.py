"""Where a voice stands: targets, annotations and the evidence in the text."""
from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.checks import has_words
from archive.models.identity import Record
from archive.querysets import StanceQuerySet


class Codebook(models.Model):
    """One version of the rules by which coders label."""

    version = models.CharField(_("version"), max_length=20, unique=True, help_text=_("For example 1.0."))
    text = models.TextField(_("rules"), help_text=_("What coders follow; never changed once labels refer to it."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False,
        verbose_name=_("made by"),
    )
    change = models.CharField(
        _("what changed"), max_length=500, blank=True, help_text=_("Against the version before, in a sentence."),
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("codebook")
        verbose_name_plural = _("codebooks")

    def __str__(self):
        return self.version


class StanceTarget(Record):
    """One thing that voices are for or against: an entity, or a proposition in neutral wording."""

    class Kind(models.TextChoices):
        ENTITY = "entity", _("entity")
        PROPOSITION = "proposition", _("proposition")

    kind = models.CharField(
        _("kind"), max_length=11, choices=Kind,
        help_text=_("Entity: a person, body or thing. Proposition: a sentence that one can be for or against."),
    )
    label = models.CharField(_("label"), max_length=500, unique=True, help_text=_("Neutral wording."))
    agent = models.ForeignKey(
        "archive.Agent", models.PROTECT, null=True, blank=True, related_name="targeted_as",
        verbose_name=_("agent"), help_text=_("Only for an entity that has an authority record."),
    )
    scope_note = models.TextField(_("scope note"), blank=True, help_text=_("When to choose it."))

    class Meta:
        ordering = ["label"]
        verbose_name = _("stance target")
        verbose_name_plural = _("stance targets")
        constraints = [
            models.CheckConstraint(condition=has_words("label"), name="stance_target_has_label"),
            models.CheckConstraint(condition=Q(kind__in=["entity", "proposition"]), name="stance_target_has_kind"),
        ]

    def __str__(self):
        return self.label


class EvidenceSpan(models.Model):
    """One passage of one text version (W3C Web Annotation, TextQuote and TextPosition selectors).

    start and end count Unicode code points, end exclusive. Database triggers
    refuse a row whose prefix + exact + suffix does not stand at exactly that
    place of the text and nowhere else.
    """

    text_version = models.ForeignKey("archive.TextVersion", models.PROTECT, related_name="evidence")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)

    class Meta:
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="evidence_span_not_empty"),
            models.UniqueConstraint(fields=["text_version", "start", "end"], name="evidence_span_once"),
        ]

    def __str__(self):
        return self.exact[:80]


class StanceAnnotation(Record):
    """One coder's label: this holder, in this document, is for, against or neither on this target."""

    class HolderKind(models.TextChoices):
        NARRATOR = "narrator", _("narrator")
        QUOTED = "quoted", _("quoted person")
        HEADLINE = "headline", _("headline")
        COMPILER = "compiler", _("compiler")
        SIGNATORIES = "signatories", _("signatories")
        AGENT = "agent", _("agent")

    class Position(models.TextChoices):
        FAVOR = "favor", _("in favour")
        AGAINST = "against", _("against")
        NEITHER = "neither", _("neither")

    class NeitherReason(models.TextChoices):
        ABSENT = "target-absent", _("target absent")
        REPORTED = "reported-neutrally", _("reported neutrally")
        MIXED = "mixed", _("mixed")
        UNDETERMINABLE = "undeterminable", _("cannot be determined")

    class Explicitness(models.TextChoices):
        EXPLICIT = "explicit", _("explicit")
        IMPLICIT = "implicit", _("implicit")

    class Confidence(models.TextChoices):
        LOW = "low", pgettext_lazy("confidence", "low")
        MEDIUM = "medium", pgettext_lazy("confidence", "medium")
        HIGH = "high", pgettext_lazy("confidence", "high")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        ACCEPTED = "accepted", _("accepted")
        CONTESTED = "contested", _("contested")
        SUPERSEDED = "superseded", _("superseded")

    document = models.ForeignKey("archive.Document", models.PROTECT, related_name="stances")
    holder_kind = models.CharField(
        _("kind of holder"), max_length=11, choices=HolderKind,
        help_text=_("Whose voice it is within the document: its own, or one that it quotes."),
    )
    holder = models.CharField(
        _("holder"), max_length=300,
        help_text=_("Whose position this is, in words, for example “narrator” or a name as printed."),
    )
    holder_agent = models.ForeignKey(
        "archive.Agent", models.PROTECT, null=True, blank=True, related_name="stances_held",
        verbose_name=_("holder's authority record"), help_text=_("Only if you are sure who it is."),
    )
    target = models.ForeignKey(
        StanceTarget, models.PROTECT, related_name="annotations", verbose_name=_("target"),
        help_text=_("What the position is about."),
    )
    position = models.CharField(
        _("position"), max_length=7, choices=Position,
        help_text=_("What the words show, not what you expect of the holder."),
    )
    neither_reason = models.CharField(
        _("why neither"), max_length=18, choices=NeitherReason, blank=True,
        help_text=_("Only for the position “neither”."),
    )
    explicitness = models.CharField(
        _("explicitness"), max_length=8, choices=Explicitness, blank=True,
        help_text=_("Explicit: the words say it. Implicit: it follows from tone or choice of words."),
    )
    confidence = models.CharField(
        _("confidence"), max_length=6, choices=Confidence, blank=True,
        help_text=_("How sure you are that another coder would say the same."),
    )
    rationale = models.CharField(_("rationale"), max_length=500, blank=True, help_text=_("At most 500 characters."))
    evidence = models.ForeignKey(
        EvidenceSpan, models.PROTECT, null=True, blank=True, related_name="stances",
        verbose_name=_("evidence"),
    )
    further_evidence = models.ManyToManyField(EvidenceSpan, blank=True, related_name="further_stances")
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stances")
    codebook = models.ForeignKey(Codebook, models.PROTECT, related_name="stances")
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PROPOSED)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StanceQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("stance")
        verbose_name_plural = _("stances")
        constraints = [
            models.CheckConstraint(condition=has_words("holder"), name="stance_has_holder"),
            models.CheckConstraint(
                condition=~Q(holder_kind="agent") | Q(holder_agent__isnull=False), name="stance_holder_is_agent"
            ),
            models.CheckConstraint(
                condition=Q(holder_kind__in=["narrator", "quoted", "headline", "compiler", "signatories", "agent"]),
                name="stance_has_holder_kind",
            ),
            models.CheckConstraint(
                condition=Q(position__in=["favor", "against", "neither"]), name="stance_has_position"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "accepted", "contested", "superseded"]),
                name="stance_has_status",
            ),
            models.CheckConstraint(
                condition=Q(evidence__isnull=False) | Q(position="neither", neither_reason="target-absent"),
                name="stance_has_evidence",
            ),
            models.CheckConstraint(
                condition=Q(neither_reason__in=["", "target-absent", "reported-neutrally", "mixed", "undeterminable"]),
                name="stance_neither_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(explicitness__in=["", "explicit", "implicit"]), name="stance_explicitness_known"
            ),
            models.CheckConstraint(
                condition=Q(confidence__in=["", "low", "medium", "high"]), name="stance_confidence_known"
            ),
            models.CheckConstraint(
                condition=Q(position="neither") | Q(neither_reason=""), name="stance_reason_only_for_neither"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("rationale"), Value(500)), name="stance_rationale_short"
            ),
        ]

    def __str__(self):
        return f"{self.holder}: {self.get_position_display()}: {self.target}"

    def spans(self):
        """Every EvidenceSpan of this label, in the order of the text."""
        further = list(self.further_evidence.all())
        spans = further + ([self.evidence] if self.evidence_id else [])
        return sorted(spans, key=lambda span: (span.text_version_id, span.start))
