"""Changes of many records that were made in one act, and can be taken back in one."""
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.identity import Record
from archive.provenance.reason_words import reason_in_words


class ChangeSet(Record):
    """One act that changed several documents: an applied spreadsheet, a batch edit, a replacement.

    Each document has one revision from it. Undoing makes one more revision of each;
    nothing is erased from history.
    """

    class Kind(models.TextChoices):
        IMPORT = "import", _("spreadsheet import")
        EDIT = "edit", _("batch edit")
        REPLACE = "replace", _("find and replace")
        UNDO = "undo", _("undoing")

    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    label = models.CharField(_("label"), max_length=500)
    batch = models.ForeignKey("archive.IngestBatch", models.PROTECT, null=True, blank=True, related_name="change_sets")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("change of many records")
        verbose_name_plural = _("changes of many records")

    def __str__(self):
        return self.label

    @property
    def label_in_words(self):
        return reason_in_words(self.label)


class ChangedDocument(models.Model):
    """One document of a ChangeSet: the version before it (0 if it was made by it) and the one after.

    A document that was asked for and left as it is has twice the same version, and the reason.
    `identifier` stays when the document itself was removed by undoing the import that made it.
    """

    change_set = models.ForeignKey(ChangeSet, models.CASCADE, related_name="documents")
    document = models.ForeignKey("archive.Document", models.SET_NULL, null=True, related_name="changes")
    identifier = models.CharField(max_length=36)
    version_before = models.PositiveIntegerField()
    version_after = models.PositiveIntegerField()
    kept_because = models.CharField(
        max_length=500, blank=True,
        help_text=_("Why this document was left as it is, or what of it could not be restored.")
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change_set", "identifier"], name="changed_document_once"),
        ]

    def __str__(self):
        return f"{self.identifier} {self.version_before} → {self.version_after}"
