"""The rows of authority records, compared; and who may write them."""
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.ingest.importing.authority_rows import PARTS, compare_agent, compare_part, held_agents
from archive.ingest.importing.cells import EMPTY
from archive.ingest.importing.concept_rows import SHAPES, compare_concept, held_concepts
from archive.models import Place, Subject
from archive.permissions import has_role_everywhere, may
from archive.workflow.states import Role

KEYS = {"agents": "name", **dict.fromkeys(PARTS, "agent"), **dict.fromkeys(SHAPES, "label")}


@dataclass
class Authorities:
    """{heading: Agent} and {sheet: {label: record}} of the records that rows are about, as they are held."""

    agents: dict
    concepts: dict

    def records(self):
        return [*self.agents.values(), *(one for held in self.concepts.values() for one in held.values())]

    def of(self, row, names):
        """The held record that a row is about, or None."""
        if row.kind in SHAPES:
            return self.concepts[row.kind].get(row["label"])
        name = row["name"] if row.kind == "agents" else names.heading("agent", row["agent"])
        return self.agents.get(name)


def read_authorities(sheets, names):
    return Authorities(held_agents(sheets, names), held_concepts(sheets))


def compare_authorities(lines, authorities, names):
    """Say of every sound line of an authority sheet what would become of it."""
    for line in lines:
        if line.row.kind in KEYS and not line.is_refused:
            record = authorities.of(line.row, names)
            if line.row.kind == "agents":
                line.say(*compare_agent(line.row, record))
            elif line.row.kind in PARTS:
                line.say(*compare_part(line.row, record, names))
            else:
                line.say(*compare_concept(line.row, record, names))


def check_authorities(lines, authorities, names, by):
    """Yield a CellProblem for every authority row that cannot be written, or not by this person."""
    may_write, may_add = has_role_everywhere(by, Role.CATALOGUER), may(by, "add", "agent")
    circles = {kind: _circles(kind, model, lines) for kind, model in (("subjects", Subject), ("places", Place))}
    for line in lines:
        row = line.row
        if row.kind not in KEYS or line.is_refused:
            continue
        record, column = authorities.of(row, names), KEYS[row.kind]
        is_new = record is None and row.kind != "targets"
        if line.is_written and not (may_add if is_new else may_write):
            yield row.problem(column, _("only a cataloguer of the whole archive adds or changes this: ask one to"))
        elif getattr(record, "merged_into", None):
            yield row.problem(column, _("was merged into “%(name)s”: use that heading") % {"name": record.merged_into})
        elif row.kind == "targets" and record is None and not row["kind"]:
            yield row.problem("kind", _("must not be empty: write entity or proposition"))
        elif row["label"] in circles.get(row.kind, ()):
            yield row.problem("broader", _("“%(label)s” would be broader than itself") % {"label": row["label"]})
        elif row.kind == "agent_relations" and _same(row, names):
            yield row.problem("related", _("an agent has no relation to itself"))


def _same(row, names):
    return names.heading("agent", row["agent"]) == names.heading("agent", row["related"])


def _circles(kind, model, lines):
    """Labels that would be broader than themselves, by the rows or by what is held."""
    rows = [line.row for line in lines if line.row.kind == kind and not line.is_refused and line.row["broader"]]
    if not rows:
        return set()
    broader = dict(model.objects.filter(broader__isnull=False).values_list("label", "broader__label"))
    for row in rows:
        broader[row["label"]] = "" if row["broader"] == EMPTY else row["broader"]
    return {row["label"] for row in rows if _is_circle(row["label"], broader)}


def _is_circle(label, broader):
    at, met = broader.get(label), set()
    while at and at != label and at not in met:
        met.add(at)
        at = broader.get(at)
    return at == label
