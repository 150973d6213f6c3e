"""The document: Dublin Core description, place in a digest, access and state."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.edtf import edtf_in_words
from archive.edtf.fields import EDTFField
from archive.models.access import AccessLevel, RiskAssessment
from archive.models.checks import has_words, is_known
from archive.models.identity import Record
from archive.querysets import DocumentQuerySet
from archive.workflow.states import State


class DcmiType(models.TextChoices):
    """DCMI Type Vocabulary, section 7 of the DCMI Metadata Terms."""

    COLLECTION = "Collection", _("collection")
    DATASET = "Dataset", _("dataset")
    EVENT = "Event", _("event")
    IMAGE = "Image", _("image")
    INTERACTIVE = "InteractiveResource", _("interactive resource")
    MOVING_IMAGE = "MovingImage", _("moving image")
    OBJECT = "PhysicalObject", _("physical object")
    SERVICE = "Service", _("service")
    SOFTWARE = "Software", _("software")
    SOUND = "Sound", _("sound")
    STILL_IMAGE = "StillImage", _("still image")
    TEXT = "Text", _("text")


class DateBasis(models.TextChoices):
    """How a date is known."""

    PRINTED = "printed", _("printed in the document")
    RELATIVE = "relative", _("worked out from a relative date")
    EVENT = "event", _("inferred from the event")
    EXTERNAL = "external", _("from another source")
    UNKNOWN = "unknown", _("not known how")


class Truncation(models.TextChoices):
    """Whether a part is cut."""

    NONE = "none", _("not cut")
    MARKED = "marked", _("cut, and says so")
    SILENT_END = "silent-end", _("cut at the end without a mark")
    SILENT_START = "silent-start", _("cut at the start without a mark")
    LOST_INITIAL = "lost-initial", _("first letter lost")
    LINK_ONLY = "link-only", _("only a link")


class BoundaryCertainty(models.TextChoices):
    """How sure the cataloguer is of where a part begins and ends."""

    CERTAIN = "certain", _("certain")
    PROBABLE = "probable", _("probable")
    DISPUTED = "disputed", _("disputed")


class Document(Record):
    """One document of the archive, or one part of a digest (a part is a document too).

    The row is the working copy. What the public reads is `published_revision`,
    so an edit in progress never shows before it has been reviewed.
    """

    title = models.CharField(
        _("title"), max_length=1000,
        help_text=_("As printed. A title that you devise goes in [square brackets]."),
    )
    alternative = models.JSONField(_("alternative titles"), default=list, blank=True)
    type = models.CharField(
        _("DCMI type"), max_length=20, choices=DcmiType, default=DcmiType.TEXT,
        help_text=_("What it is in itself: a scanned page of text is still a text."),
    )
    genre = models.ForeignKey(
        "archive.Genre", models.PROTECT, null=True, blank=True, verbose_name=_("genre"),
        help_text=_("What people of the field would call it: news report, letter, digest."),
    )
    language = models.JSONField(
        _("languages"), default=list, blank=True, help_text=_("BCP 47 tags, for example en or fa.")
    )
    translated_from = models.CharField(
        _("translated from"), max_length=35, blank=True,
        help_text=_("The language of the original, for example fr (BCP 47); empty if it is no translation."),
    )
    issued = EDTFField(
        _("issued"), earliest="issued_earliest", latest="issued_latest", blank=True,
        help_text=_("When it was published. Empty if unknown: never the capture date or copyright year."),
    )
    issued_earliest = models.DateField(null=True, blank=True, editable=False)
    issued_latest = models.DateField(null=True, blank=True, editable=False)
    issued_as_printed = models.CharField(
        _("date as printed"), max_length=200, blank=True,
        help_text=_("The words of the document, for example “last Tuesday”; empty if it prints no date."),
    )
    issued_basis = models.CharField(
        _("basis of the date"), max_length=10, choices=DateBasis, blank=True,
        help_text=_("How you know the date of issue."),
    )
    created = EDTFField(_("created"), blank=True)
    modified = EDTFField(_("modified"), blank=True)
    valid = EDTFField(_("valid"), blank=True)
    date_copyrighted = EDTFField(_("copyright date"), blank=True)
    temporal = models.CharField(
        _("period it is about"), max_length=200, blank=True, help_text=_("In words, for example “the 1960s”."),
    )
    extent = models.JSONField(_("extent"), default=list, blank=True)
    medium = models.JSONField(_("medium"), default=list, blank=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("Your words, neutral; quote the document elsewhere.")
    )
    rights = models.TextField(
        _("rights"), blank=True, help_text=_("What is known about rights, in a sentence that readers understand."),
    )
    license = models.CharField(
        _("licence"), max_length=300, blank=True, help_text=_("Name or address of a licence; empty if none is given."),
    )
    rights_holder = models.CharField(
        _("rights holder"), max_length=300, blank=True, help_text=_("Public: name nobody who could be endangered."),
    )
    subjects = models.ManyToManyField("archive.Subject", blank=True, verbose_name=_("subjects"))
    collection = models.ForeignKey(
        "archive.Collection", models.PROTECT, null=True, blank=True, related_name="documents",
        verbose_name=_("collection"), help_text=_("Where it was received with others; empty if it stands alone."),
    )
    notes = models.TextField(_("internal notes"), blank=True, help_text=_("For curators only; never public."))

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    sequence = models.PositiveIntegerField(_("order in the whole"), null=True, blank=True)
    part_text = models.ForeignKey("archive.TextVersion", models.PROTECT, null=True, blank=True, related_name="parts")
    part_start = models.PositiveIntegerField(_("starts at character"), null=True, blank=True)
    part_end = models.PositiveIntegerField(_("ends before character"), null=True, blank=True)
    printed_heading = models.CharField(
        _("printed heading"), max_length=1000, blank=True,
        help_text=_("The heading over this part, word for word; empty if there is none."),
    )
    truncation = models.CharField(
        _("truncation"), max_length=12, choices=Truncation, blank=True,
        help_text=_("Whether the whole gives this part completely, and if not, where it is cut."),
    )
    boundary_certainty = models.CharField(
        _("boundary certainty"), max_length=8, choices=BoundaryCertainty, blank=True,
        help_text=_("How sure you are of where this part begins and ends."),
    )

    access_level = models.CharField(
        _("access"), max_length=10, choices=AccessLevel, default=AccessLevel.RESTRICTED, editable=False
    )
    proposed_access = models.CharField(
        _("proposed access"), max_length=10, choices=AccessLevel, default=AccessLevel.PUBLIC,
        help_text=_("What you propose; the document stays restricted until a reviewer publishes it."),
    )
    embargo_until = models.DateField(_("embargo until"), null=True, blank=True)
    embargo_reason = models.CharField(_("reason for the embargo"), max_length=500, blank=True)
    embargo_reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    persons_at_risk = models.CharField(
        _("persons at risk"), max_length=12, choices=RiskAssessment, default=RiskAssessment.NOT_ASSESSED,
        help_text=_("Could publishing endanger a living person named or shown here?"),
    )
    content_notes = models.CharField(
        _("content notes"), max_length=500, blank=True,
        help_text=_("What readers should be warned of, for example “describes torture”; shown before the text."),
    )

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="assigned_documents",
        editable=False, verbose_name=_("assigned to"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_revision = models.ForeignKey(
        "archive.Revision", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    review_comment = models.TextField(_("reviewer's comment"), blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField(max_length=20, blank=True, editable=False)
    withdrawal_note = models.TextField(blank=True, editable=False)
    is_withdrawn_silently = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(condition=has_words("title"), name="document_has_title"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="document_state_known"),
            models.CheckConstraint(condition=Q(access_level__in=AccessLevel.values), name="document_access_known"),
            models.CheckConstraint(
                condition=is_known("proposed_access", AccessLevel), name="document_proposed_access_known"
            ),
            models.CheckConstraint(
                condition=is_known("persons_at_risk", RiskAssessment), name="document_risk_known"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="document_not_own_part"
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(published_revision__isnull=False, published_by__isnull=False, published_at__isnull=False),
                name="document_published_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(submitted_by__isnull=True) | ~Q(published_by=F("submitted_by")),
                name="document_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="document_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(part_text__isnull=True, part_start__isnull=True, part_end__isnull=True)
                | Q(parent__isnull=False, part_text__isnull=False, part_start__isnull=False,
                    part_end__isnull=False, part_end__gt=F("part_start")),
                name="document_part_range",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, sequence__isnull=True)
                | Q(parent__isnull=False, sequence__isnull=False),
                name="document_part_has_sequence",
            ),
            models.UniqueConstraint(fields=["parent", "sequence"], name="document_part_sequence_once"),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="document_by_state"),
            models.Index(fields=["state", "parent"], name="document_whole_by_state"),
            models.Index(fields=["state", "-published_at"], name="document_by_publication"),
            models.Index(fields=["submitted_by", "state"], name="document_by_submitter"),
            models.Index(fields=["embargo_until"], name="document_by_embargo",
                         condition=Q(embargo_until__isnull=False)),
            models.Index(fields=["created_at"], name="document_by_arrival"),
            models.Index(fields=["access_level"], name="document_reviewed_access",
                         condition=Q(published_revision__isnull=False)),
        ]

    def __str__(self):
        return self.title

    @property
    def is_part(self):
        return self.parent_id is not None

    @property
    def issued_in_words(self):
        return edtf_in_words(self.issued) if self.issued else ""

    def text_version(self):
        """The TextVersion in which evidence of this document is anchored, or None.

        A part is anchored in its parent's text; else the whole text comes before
        the main text, and the first file before the others.
        """
        if self.is_part:
            return self.part_text or self.parent.text_version()
        for holding in self.holdings.select_related("original").prefetch_related("original__texts"):
            texts = sorted(holding.original.texts.all(), key=lambda text: (text.kind != "raw", -text.pk))
            if texts:
                return texts[0]
        return None

    def text_range(self):
        """(start, end) of this document in its text version, in code points; None without text."""
        if self.part_text_id:
            return self.part_start, self.part_end
        version = self.text_version()
        return (0, version.length) if version else None
