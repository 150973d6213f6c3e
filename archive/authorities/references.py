"""What refers to an authority record, read off the models, so that nothing that refers is ever left behind."""
from dataclasses import dataclass

from django.db.models import Model, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from archive.models import AgentRelation, StanceAnnotation
from archive.models.identity import Record
from archive.stance.rounds import without_hidden_labels

MERGED = "merged_into"
# Rows that have no name of their own on any other screen.
CALLED = {
    "agentname": _("agent names"), "agenttype": _("agent types"), "agentidentifier": _("agent identifiers"),
    "agentrelation": _("agent relations"), "agentcharacterisation": _("agent characterisations"),
    "contribution": _("contributions"), "document_subjects": _("documents with this subject"),
    "documentplace": _("documents with this place"),
}


@dataclass(frozen=True)
class Reference:
    """Rows of `model` that point to the record by their column `field`."""

    model: type[Model]
    field: str

    @property
    def label(self):
        return str(CALLED.get(self.model._meta.model_name, self.model._meta.verbose_name_plural))

    @property
    def has_document(self):
        return any(field.name == "document" for field in self.model._meta.concrete_fields)

    @property
    def is_record(self):
        """Whether a row is a record of its own, with versions, and not a row that belongs to one."""
        return issubclass(self.model, Record) and not self.has_document

    def rows(self, record):
        return self.model._base_manager.filter(**{self.field: record.pk}).order_by("pk")

    def rows_seen(self, record, by):
        """The rows without labels that a round of blind labelling hides from `by` (None: all)."""
        is_limited = by is not None and self.model is StanceAnnotation
        return without_hidden_labels(self.rows(record), by) if is_limited else self.rows(record)

    def others(self):
        """The further columns that may not be the same in two rows of one record; empty if they may."""
        unique = [constraint.fields for constraint in self.model._meta.constraints
                  if isinstance(constraint, UniqueConstraint) and self.field in constraint.fields]
        together = [fields for fields in self.model._meta.unique_together if self.field in fields]
        return [name for name in [*unique, *together, ()][0] if name != self.field]

    def taken(self, record):
        """What rows of `record` hold in those columns, as tuples."""
        names = self.others()
        return {tuple(row) for row in self.rows(record).values_list(*names)} if names else set()

    def folds(self, primary, other):
        """How many rows of `other` would say again what a row of `primary` says, or relate it to itself."""
        names, taken = self.others(), self.taken(primary)
        again = sum(tuple(row) in taken for row in self.rows(other).values_list(*names)) if names else 0
        return again + self.self_related(primary, other).count()

    def self_related(self, primary, other):
        """Relations between the two, which end with the merge."""
        if self.model is not AgentRelation:
            return self.model._base_manager.none()
        end = "related" if self.field == "agent" else "agent"
        return self.rows(other).filter(**{end: primary.pk})


def references_to(kind):
    """[Reference, ...] of everything that points to a record of this kind, many-to-many tables included."""
    return [Reference(relation.related_model, relation.field.name)
            for relation in kind.model._meta.get_fields(include_hidden=True)
            if relation.auto_created and relation.one_to_many]


def documents_of(kind, record, by=None):
    """Primary keys of the documents whose rows name `record`, of the rows that `by` may see (None: all)."""
    found = set()
    for reference in references_to(kind):
        if reference.has_document:
            found |= set(reference.rows_seen(record, by).values_list("document", flat=True))
    return found
