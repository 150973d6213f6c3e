"""The ledger on the screen: what happened, when, by whom, to what. Nobody edits it here."""
import json

from django.contrib.admin import SimpleListFilter, display
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from archive.admin.read_only import ReadOnlyAdmin
from archive.curation.event_words import details_of, object_in_words, what_happened
from archive.curation.readable import as_html
from archive.models import Curator
from archive.stance.rounds import without_hidden

OBJECTS = (
    "document", "original", "agent", "subject", "place", "collection", "genre", "stancetarget",
    "stanceannotation", "claim", "quotation", "labellinground", "codebook", "curator", "takedowncase", "ingestbatch",
)
CURATOR_PREFIX = "curator:"


class ObjectFilter(SimpleListFilter):
    """By kind of object, from a fixed list: asking a long ledger for its kinds would be slow."""

    title = _("object")
    parameter_name = "object_type"

    def lookups(self, request, model_admin):
        return [(name, object_in_words(name)) for name in OBJECTS]

    def queryset(self, request, events):
        return events.filter(object_type=self.value()) if self.value() else events


class EventAdmin(ReadOnlyAdmin):
    list_display = ("sequence", "at", "happened", "outcome", "who", "what", "brief")
    list_filter = ("type", "outcome", ObjectFilter)
    date_hierarchy = "occurred_at"
    search_fields = ("=object_id", "=agent", "=hash")
    search_help_text = _("An object's identifier or SHA-256, an agent as the ledger names it, or an event's hash.")
    ordering = ("-sequence",)
    fields = ("sequence", "type", "at", "who", "agent", "what", "object_id", "outcome", "readable_detail",
              "previous_hash", "hash")
    readonly_fields = ("at", "who", "what", "readable_detail")

    def get_queryset(self, request):
        """While somebody labels a document blindly, its events and those of its round tell of the labels of others."""
        user_name = Curator.objects.filter(
            identifier=Substr(OuterRef("agent"), len(CURATOR_PREFIX) + 1)
        ).values("username")[:1]
        events = without_hidden(super().get_queryset(request), request.user)
        return events.annotate(user_name=Subquery(user_name))

    @display(description=_("when, UTC"), ordering="occurred_at")
    def at(self, event):
        return f"{event.occurred_at:%Y-%m-%d %H:%M:%S}"

    @display(description=_("what happened"), ordering="type")
    def happened(self, event):
        return format_html('{} <small class="quiet">{}</small>', what_happened(event), event.get_type_display())

    @display(description=_("who"), ordering="agent")
    def who(self, event):
        return event.user_name or event.agent

    @display(description=_("object"), ordering="object_id")
    def what(self, event):
        if event.object_type != "document":
            return f"{object_in_words(event.object_type)} {event.object_id[:8]}"
        address = reverse("curation:document", args=[event.object_id])
        return format_html('<a href="{}">{} {}</a>', address, object_in_words(event.object_type), event.object_id[:8])

    @display(description=_("detail"))
    def brief(self, event):
        return details_of(event, only_told=True)

    @display(description=_("detail"))
    def readable_detail(self, event):
        return as_html(json.loads(event.detail))
