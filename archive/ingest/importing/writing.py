"""Writes the planned rows about documents, in the caller's transaction."""
import datetime
from collections import defaultdict

from archive.edtf import parse_edtf
from archive.ingest.description.directory import find_agent, find_place, find_subject
from archive.ingest.description.documents import new_part
from archive.ingest.description.references import ROLES
from archive.ingest.importing.cells import EMPTY
from archive.ingest.importing.comparing import (
    DATES,
    wanted_attributions,
    wanted_places,
    wanted_subjects,
)
from archive.ingest.importing.present import FIELDS, LISTS
from archive.models import Contribution, Document, DocumentPlace
from archive.provenance.snapshot import GROUP


def make_part(row, whole, plan):
    """The saved new part that a row describes, with nothing yet but its place and title."""
    part = new_part(whole, row, plan.sequences[row["id"]], plan.ranges.get(row["id"]))
    part.save()
    return part


class Writing:
    """Writes rows about documents; what belongs to them is gathered and written at once by `finish`.

    The documents come as the plan read them under the lock, their versions claimed.
    """

    def __init__(self, plan):
        self.names, self._found, self._gone, self._new = plan.names, {}, defaultdict(list), defaultdict(list)

    def write(self, document, row, columns, contributions):
        """Write the cells of `columns` into the document, and gather its subjects, places and contributions."""
        fields = [FIELDS[column] for column in columns if column in FIELDS]
        for column in columns:
            if column in FIELDS:
                setattr(document, FIELDS[column], _value(row, column, self.names))
        if fields:
            document.save(update_fields=[*fields, "issued_earliest", "issued_latest"])
        if "subjects" in columns:
            self._subjects(document, wanted_subjects(row, self.names))
        if "places" in columns:
            self._places(document, wanted_places(row, self.names))
        roles = [role for role in ROLES if role in columns]
        if roles:
            self._attributions(document, {
                role: wanted_attributions(row, role, self.names, contributions) for role in roles})

    def finish(self):
        """First what is said no more goes, then what is new comes."""
        for model, keys in self._gone.items():
            for start in range(0, len(keys), GROUP):
                model.objects.filter(pk__in=keys[start:start + GROUP]).delete()
        for model, rows in self._new.items():
            model.objects.bulk_create(rows, batch_size=GROUP)

    def _find(self, find, heading):
        """The record of a heading, looked up once."""
        if (find, heading) not in self._found:
            self._found[find, heading] = find(heading)
        return self._found[find, heading]

    def _subjects(self, document, wanted):
        wanted = {self._find(find_subject, label).pk for label in wanted}
        held = {subject.pk for subject in document.subjects.all()}
        named = Document.subjects.through
        if held - wanted:
            self._gone[named] += named.objects.filter(
                document=document, subject__in=held - wanted).values_list("pk", flat=True)
        self._new[named] += [named(document=document, subject_id=key) for key in sorted(wanted - held)]

    def _places(self, document, wanted):
        held = {one.place.label: one for one in document.places.all()}
        headings = {heading for heading, _note, _typed in wanted}
        self._gone[DocumentPlace] += [one.pk for heading, one in held.items() if heading not in headings]
        for heading, note, typed in wanted:
            one = held.get(heading)
            if one is None:
                self._new[DocumentPlace].append(DocumentPlace(
                    document=document, place=self._find(find_place, heading), as_printed=typed, note=note))
            elif one.note != note:
                one.note = note
                one.save()

    def _attributions(self, document, wanted):
        """Replace the contributions of the roles in `wanted`; number all of them in the order of the roles."""
        held, sequence = list(document.contributions.all()), 0
        self._gone[Contribution] += [one.pk for one in held if one.role in wanted]
        for role in ROLES:
            for one in held if role not in wanted else ():
                if one.role == role:
                    sequence += 1
                    _number(one, sequence)
            for heading, as_printed, basis, certainty in wanted.get(role, ()):
                sequence += 1
                self._new[Contribution].append(Contribution(
                    document=document, agent=self._find(find_agent, heading), role=role, as_printed=as_printed,
                    basis=basis, certainty=certainty, sequence=sequence))


def _number(contribution, sequence):
    if contribution.sequence != sequence:
        contribution.sequence = sequence
        contribution.save()


def _value(row, column, names):
    text = "" if row[column] == EMPTY else row[column]
    if column in LISTS:
        return [] if not text else row.values(column)
    if column == "genre":
        return names.genres[text] if text else None
    if column == "embargo_until":
        return datetime.date.fromisoformat(text) if text else None
    return parse_edtf(text).text if text and column in DATES else text
