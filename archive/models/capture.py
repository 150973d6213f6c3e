"""How a document came from the web or from a person into our hands."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.identity import Record


class Capture(Record):
    """One collection of one document (Berkeley Protocol, paragraphs 153-167).

    What is not known stays empty and is shown as unknown.
    """

    document = models.ForeignKey("archive.Document", models.CASCADE, related_name="captures")
    requested_url = models.CharField(
        _("requested address"), max_length=2000, blank=True, help_text=_("What was asked for, in full.")
    )
    final_url = models.CharField(
        _("final address"), max_length=2000, blank=True, help_text=_("Where it was found after every redirect.")
    )
    redirects = models.JSONField(_("redirects"), default=list, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("HTTP status"), null=True, blank=True)
    headers = models.JSONField(_("response headers"), default=dict, blank=True)
    collector = models.CharField(_("collector"), max_length=200, blank=True, help_text=_("A pseudonym; never public."))
    organisation = models.CharField(
        _("organisation"), max_length=200, blank=True, help_text=_("For whom it was collected.")
    )
    tool = models.CharField(_("tool"), max_length=200, blank=True, help_text=_("The program that collected it."))
    tool_version = models.CharField(_("tool version"), max_length=60, blank=True, help_text=_("For example 2.1."))
    conversions = models.TextField(
        _("conversions"), blank=True, help_text=_("What was changed between the source and the file that we hold.")
    )
    custody = models.TextField(_("custody transfers"), blank=True, help_text=_("Never public."))
    completeness_note = models.TextField(
        _("completeness"), blank=True, help_text=_("What is missing from the capture.")
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("capture")
        verbose_name_plural = _("captures")

    def __str__(self):
        return self.final_url or self.requested_url or str(_("address not known"))
