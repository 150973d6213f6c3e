"""The fields that a batch edit may change: how each is read, what an operation makes of it, how it is written.

A value is a plain list (one entry for a field that holds one): so that set, add,
remove and clear mean the same for all.
"""
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from archive.models import Contribution, Document, DocumentPlace


class Operation(TextChoices):
    """What is done with a field of every chosen document."""

    SET = "set", _("replace by")
    ADD = "add", _("add")
    REMOVE = "remove", _("take away")
    CLEAR = "clear", _("empty")


SET, ADD, REMOVE, CLEAR = Operation
MANY = (ADD, REMOVE, SET, CLEAR)


@dataclass(frozen=True)
class Column:
    """A column of the document that holds one value."""

    name: str
    operations: tuple = (SET, CLEAR)

    @property
    def label(self):
        return Document._meta.get_field(self.name).verbose_name

    def read(self, document):
        value = getattr(document, self.name)
        return [] if value in (None, "") else [value]

    def write(self, document, values):
        """Put `values` into the row; returns the columns that are to be saved."""
        field = Document._meta.get_field(self.name)
        setattr(document, self.name, values[0] if values else (None if field.null else ""))
        return [self.name]

    def words(self, values):
        choices = dict(Document._meta.get_field(self.name).flatchoices)
        return "; ".join(str(choices.get(value, value)) for value in values)


@dataclass(frozen=True)
class Words(Column):
    """A column that holds a list of strings."""

    operations: tuple = MANY

    def read(self, document):
        return list(getattr(document, self.name))

    def write(self, document, values):
        setattr(document, self.name, list(values))
        return [self.name]


@dataclass(frozen=True)
class Subjects(Column):
    """The subjects of the document."""

    operations: tuple = MANY

    def read(self, document):
        return list(document.subjects.all())

    def write(self, document, values):
        document.subjects.set(values)
        return []


@dataclass(frozen=True)
class Places(Column):
    """The places of the document; those that stay keep their name as printed and their note."""

    operations: tuple = MANY

    @property
    def label(self):
        return _("places")

    def read(self, document):
        return [row.place for row in sorted(document.places.all(), key=lambda row: row.pk)]

    def write(self, document, values):
        held = {row.place for row in document.places.all()}
        document.places.filter(place__in=held - set(values)).delete()
        DocumentPlace.objects.bulk_create(
            [DocumentPlace(document=document, place=place) for place in values if place not in held])
        return []

    def words(self, values):
        return "; ".join(map(str, values))


@dataclass(frozen=True)
class Agents(Column):
    """The agents in one role. Who is added comes last and as inferred: a printed name is not invented."""

    operations: tuple = (ADD, REMOVE)

    @property
    def label(self):
        return Contribution.Role(self.name).label

    def read(self, document):
        return [row.agent for row in document.contributions.all() if row.role == self.name]

    def write(self, document, values):
        rows = list(document.contributions.all())
        held = {row.agent for row in rows if row.role == self.name}
        document.contributions.filter(role=self.name, agent__in=held - set(values)).delete()
        last = max((row.sequence for row in rows), default=0)
        Contribution.objects.bulk_create([
            Contribution(document=document, agent=agent, role=self.name, basis=Contribution.Basis.INFERRED,
                         sequence=last + n)
            for n, agent in enumerate((agent for agent in values if agent not in held), 1)
        ])
        return []

    def words(self, values):
        return "; ".join(map(str, values))


FIELDS = {
    field.name: field for field in (
        Words("language"), Column("genre"), Column("collection"), Subjects("subjects"), Places("places"),
        Agents("publisher"), Agents("creator"), Agents("contributor"), Column("issued_basis"),
        Column("rights"), Column("license"), Column("rights_holder"),
        Column("proposed_access", (SET,)), Column("persons_at_risk", (SET,)), Column("content_notes"),
    )
}


def after(operation, now, values):
    """What `operation` with `values` makes of the list `now`."""
    if operation == ADD:
        return [*now, *(value for value in values if value not in now)]
    if operation == REMOVE:
        return [value for value in now if value not in values]
    return [] if operation == CLEAR else list(values)
