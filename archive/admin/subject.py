"""Subjects (SKOS concepts) with their labels in other words and languages."""
from archive.admin.by_role import BelongingInline
from archive.admin.merging import Mergeable
from archive.admin.revised import RevisedAdmin
from archive.models import SubjectLabel


class LabelInline(BelongingInline):
    model = SubjectLabel


class SubjectAdmin(Mergeable, RevisedAdmin):
    inlines = (LabelInline,)
    list_display = ("label", "broader", "scope_note")
    list_select_related = ("broader",)
    search_fields = ("label", "labels__text")
    autocomplete_fields = ("broader",)
    fields = ("label", "scope_note", "broader", "merging", "opened_version", "reason")
