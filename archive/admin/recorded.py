"""A save of a plain vocabulary row writes its ledger event in the same transaction."""
from django.contrib import admin

from archive.admin.by_role import ByRole
from archive.admin.unused import DeletedOnlyUnused
from archive.models.provenance import EventType
from archive.provenance.ledger import Entry, agent_name, record_events
from archive.workflow.announce import announce_name


class RecordedAdmin(DeletedOnlyUnused, ByRole, admin.ModelAdmin):
    """A screen for a vocabulary without versions; `key` is the field by which the ledger names a row."""

    key = "pk"

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        verb = "changed" if change else "added"
        self.record(request, EventType.METADATA_MODIFICATION, form.instance,
                    action=verb, fields=sorted(form.changed_data), values=self.values(form.instance))
        announce_name(form.instance)

    def delete_model(self, request, obj):
        self.record(request, EventType.DELETION, obj, values=self.values(obj))
        super().delete_model(request, obj)

    def record(self, request, event_type, row, **detail):
        record_events([Entry(
            event_type, row._meta.model_name, str(getattr(row, self.key)),
            agent=agent_name(request.user), detail=detail,
        )])

    def values(self, row):
        """What the event keeps of the row: plain values by field name."""
        return {field.name: field.value_to_string(row) for field in row._meta.concrete_fields
                if not field.primary_key}
