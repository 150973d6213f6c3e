"""Text versions on the screen: what was read from an original, by which tool."""
from django.contrib.admin import display
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.read_only import ReadOnlyAdmin

SHOWN = 20_000  # characters


class TextVersionAdmin(ReadOnlyAdmin):
    list_display = ("sha256", "kind", "length", "tool", "created_at", "original")
    list_filter = ("kind",)
    list_select_related = ("original",)
    search_fields = ("=sha256", "=original__sha256")
    fields = ("original", "kind", "length", "sha256", "tool", "created_at", "words")
    readonly_fields = ("words",)

    def get_queryset(self, request):
        """A list of texts does not read the texts."""
        rows = super().get_queryset(request)
        return rows if request.resolver_match.url_name.endswith("_change") else rows.defer("text")

    @display(description=gettext_lazy("text"))
    def words(self, version):
        more = _("… and %(n)s characters more") % {"n": version.length - SHOWN} if version.length > SHOWN else ""
        return format_html('<pre class="text">{}</pre>{}', version.text[:SHOWN], more)
