"""The maintained list of words that take sides, which the checklist looks for in the catalogue's own words."""
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.checks import has_words
from archive.models.identity import Record


class LoadedWord(Record):
    """One word or phrase that says more than it describes, with what to write instead.

    It is looked for in titles devised by us and in descriptions, never in the documents' words.
    """

    phrase = models.CharField(
        _("word or phrase"), max_length=100, unique=True,
        help_text=_("As it is written; an asterisk at the end stands for every ending, for example regim*."),
    )
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47, for example fa."))
    reason = models.CharField(_("why it takes sides"), max_length=300, help_text=_("One sentence for colleagues."))
    instead = models.CharField(_("write instead"), max_length=300, blank=True, help_text=_("A neutral wording."))

    class Meta:
        ordering = ["phrase"]
        verbose_name = _("loaded word")
        verbose_name_plural = _("loaded words")
        constraints = [
            models.CheckConstraint(condition=has_words("phrase", "reason"), name="loaded_word_has_reason"),
        ]

    def __str__(self):
        return self.phrase
