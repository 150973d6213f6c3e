"""Places with their names in other languages, scripts and times."""
from archive.admin.by_role import BelongingInline
from archive.admin.merging import Mergeable
from archive.admin.revised import RevisedAdmin
from archive.models import PlaceName


class NameInline(BelongingInline):
    model = PlaceName


class PlaceAdmin(Mergeable, RevisedAdmin):
    inlines = (NameInline,)
    list_display = ("label", "broader", "latitude", "longitude")
    list_select_related = ("broader",)
    search_fields = ("label", "names__text")
    autocomplete_fields = ("broader",)
    fields = ("label", "broader", "latitude", "longitude", "merging", "opened_version", "reason")
