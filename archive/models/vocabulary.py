"""The controlled words: genres, subjects (SKOS concepts) and places."""
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from archive.authorities.fields import FoldedField, SoundField
from archive.models.identity import Record
from archive.terms import term_in


class Genre(models.Model):
    """One kind of document as people of the field name it (news report, digest, letter)."""

    code = models.SlugField(_("code"), unique=True, help_text=_("Short name used in files and addresses; it stays."))
    label = models.CharField(_("label"), max_length=100, help_text=_("As people of the field name it."))
    label_fa = models.CharField(
        _("label in Persian"), max_length=100, blank=True,
        help_text=_("What Persian pages call it; where it is empty they show the other label."),
    )
    scope_note = models.TextField(_("scope note"), blank=True, help_text=_("When to choose it."))

    class Meta:
        ordering = ["label"]
        verbose_name = _("genre")
        verbose_name_plural = _("genres")

    def __str__(self):
        return term_in(get_language(), self.label, self.label_fa)


class Subject(Record):
    """One concept that documents are about (SKOS Concept), in neutral wording."""

    label = models.CharField(
        _("preferred label"), max_length=200, unique=True,
        help_text=_("Neutral wording in English; other languages and variants go below."),
    )
    scope_note = models.TextField(_("scope note"), blank=True, help_text=_("When to choose it."))
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower",
        verbose_name=_("broader subject"), help_text=_("The subject under which this one stands."),
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False,
        verbose_name=_("merged into"),
    )
    folded = FoldedField(of="label")
    sound = SoundField(of="label")

    class Meta:
        ordering = ["label"]
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")

    def __str__(self):
        return self.label


class SubjectLabel(models.Model):
    """One further label of a subject (SKOS altLabel, or prefLabel in another language)."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="labels")
    text = models.CharField(_("label"), max_length=200, help_text=_("Another word or spelling for the same subject."))
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47, for example fa."))
    folded = FoldedField(of="text")
    sound = SoundField(of="text")

    class Meta:
        verbose_name = _("subject label")
        verbose_name_plural = _("subject labels")
        constraints = [
            models.UniqueConstraint(fields=["subject", "text", "language"], name="subject_label_once"),
        ]

    def __str__(self):
        return self.text


class Place(Record):
    """One place that documents are about or were made in."""

    label = models.CharField(_("name"), max_length=200, unique=True, help_text=_("The usual name in English."))
    broader = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="narrower",
        verbose_name=_("lies in"), help_text=_("The larger place, for example the province."),
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True, help_text=_("Degrees, WGS 84."))
    longitude = models.FloatField(_("longitude"), null=True, blank=True, help_text=_("Degrees, WGS 84."))
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", editable=False,
        verbose_name=_("merged into"),
    )
    folded = FoldedField(of="label")
    sound = SoundField(of="label")

    class Meta:
        ordering = ["label"]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self):
        return self.label


class PlaceName(models.Model):
    """One further name of a place: another language, script or time."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=200, help_text=_("Another name or spelling of the same place."))
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47, for example fa."))
    folded = FoldedField(of="text")
    sound = SoundField(of="text")

    class Meta:
        verbose_name = _("place name")
        verbose_name_plural = _("place names")
        constraints = [
            models.UniqueConstraint(fields=["place", "text", "language"], name="place_name_once"),
        ]

    def __str__(self):
        return self.text
