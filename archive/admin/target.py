"""Stance targets: the entities and propositions that voices are for or against."""
from archive.admin.revised import RevisedAdmin


class StanceTargetAdmin(RevisedAdmin):
    list_display = ("label", "kind", "agent")
    list_filter = ("kind",)
    list_select_related = ("agent",)
    search_fields = ("label", "agent__name", "agent__names__text")
    autocomplete_fields = ("agent",)
    fields = ("kind", "label", "agent", "scope_note", "opened_version", "reason")
