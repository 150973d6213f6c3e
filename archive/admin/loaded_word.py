"""The list of words that take sides: everybody at the desk reads it, reviewers maintain it."""
from archive.admin.revised import RevisedAdmin, RevisedForm


class LoadedWordForm(RevisedForm):
    reason = None  # the word's own field of that name: why it takes sides


class LoadedWordAdmin(RevisedAdmin):
    form = LoadedWordForm
    list_display = ("phrase", "language", "reason", "instead")
    list_filter = ("language",)
    search_fields = ("phrase", "reason", "instead")
    fields = ("phrase", "language", "reason", "instead", "opened_version")

    def reason_said(self, form):
        """The revision itself says all there is."""
        return ""
