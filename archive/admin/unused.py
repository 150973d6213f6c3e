"""Only what nothing refers to can be deleted, and the refusal says what refers to it."""
from django.contrib import messages
from django.db.models import CASCADE, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from archive.models.agent import Agent
from archive.models.document import Document
from archive.models.labelling import BlindLabel
from archive.models.stance import StanceAnnotation, StanceTarget
from archive.stance.rounds import without_hidden_labels
from archive.workflow.announce import documents_naming


def uses_of(record, user):
    """[(what refers to it, how many)]: every reference but the rows that belong to the record.

    Published revisions count too: readers still see the record's name there. Labels that a round of blind
    labelling hides from `user` look as if they were not submitted.
    """
    uses, is_hidden = [], _is_in_blind_label(record)
    for relation in record._meta.related_objects:
        if getattr(relation, "on_delete", None) is CASCADE and not relation.many_to_many:
            continue
        rows = relation.related_model._base_manager.filter(**{relation.field.name: record.pk}).distinct()
        count = rows.count()
        if relation.related_model is StanceAnnotation:
            seen = without_hidden_labels(rows, user).count()
            count, is_hidden = seen, is_hidden or seen < count
        if count:
            uses.append((str(relation.related_model._meta.verbose_name_plural), count))
    if is_hidden:
        uses.append((_("labels that are not submitted"), _("some")))
    published = documents_naming(record).count()
    if published and not uses:
        uses.append((str(Document._meta.verbose_name_plural), published))
    return uses


def _is_in_blind_label(record):
    """Labels in a round name records by identifier; how many do is nobody's to know."""
    if not isinstance(record, (Agent, StanceTarget)):
        return False
    names = Q(label__holder_agent=record.identifier) | Q(label__target=record.identifier)
    return BlindLabel.objects.filter(names).exists()


class DeletedOnlyUnused:
    """A screen whose rows can be deleted one by one, while nothing refers to them."""

    actions = None

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        uses = uses_of(record, request.user) if record and self.has_delete_permission(request, record) else []
        if not uses:
            return super().delete_view(request, object_id, extra_context)
        what = ", ".join(f"{name}: {count}" for name, count in uses)
        messages.error(request, _("“%(record)s” is used and cannot be deleted (%(uses)s).")
                       % {"record": record, "uses": what})
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
        return HttpResponseRedirect(reverse(name, args=[record.pk]))
