"""Genres: the kinds of document as people of the field name them."""
from archive.admin.recorded import RecordedAdmin


class GenreAdmin(RecordedAdmin):
    key = "code"
    list_display = ("label", "label_fa", "code", "scope_note")
    search_fields = ("label", "label_fa", "code")
    fields = ("code", "label", "label_fa", "scope_note")

    def get_readonly_fields(self, request, obj=None):
        """The code is how revisions name a genre: it stays."""
        return ("code",) if obj else ()
