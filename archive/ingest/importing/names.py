"""Which agents, subjects, places, targets and genres the cells of an import mean, resolved all at once."""
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from archive.ingest.description.attribution import read_attributions
from archive.ingest.description.directory import agent_names, place_names, subject_names
from archive.ingest.description.references import AGENT_CELLS, ROLES, place_name
from archive.ingest.importing.lines import row_key
from archive.ingest.importing.near import near_agents, near_places, near_subjects
from archive.models import Genre, StanceTarget


@dataclass
class Names:
    """{name: the headings that it can mean}, with the sheets and, in `held`, without them.

    `cells` are (kind, row, column, name) of every cell that names a record.
    """

    cells: list
    meant: dict
    held: dict
    genres: dict

    def __post_init__(self):
        self._needs = defaultdict(list)
        for kind, row, column, name in self.cells:
            self._needs[row_key(row)].append(((kind, name), column))

    def needed_by(self, row):
        """[((kind, name), column)] of the records that the row names."""
        return self._needs[row_key(row)]

    def heading(self, kind, name):
        """The only heading that `name` means; `name` itself where that is not so."""
        found = self.meant[kind].get(name, ())
        return next(iter(found)) if len(found) == 1 else name


def read_names(sheets):
    """The Names of all sheets, in a number of queries that does not grow with them."""
    cells = list(_cells(sheets))
    wanted = defaultdict(set)
    for kind, _row, _column, name in cells:
        wanted[kind].add(name)
    looks = {"agent": agent_names, "subject": subject_names, "place": place_names}
    meant = {kind: look(sheets, wanted[kind]) for kind, look in looks.items()}
    held = {kind: look({}, wanted[kind]) for kind, look in looks.items()}
    targets = set(StanceTarget.objects.values_list("label", flat=True))
    held["target"] = {name: {name} & targets for name in wanted["target"]}
    targets |= {row["label"] for row in sheets["targets"]}
    meant["target"] = {name: {name} & targets for name in wanted["target"]}
    return Names(cells, meant, held, {genre.code: genre for genre in Genre.objects.all()})


def _cells(sheets):
    for sheet, column in AGENT_CELLS:
        yield from (("agent", row, column, row[column]) for row in sheets[sheet] if row[column])
    for row in sheets["documents"]:
        for role in ROLES:
            yield from (("agent", row, role, found.name) for found in read_attributions(row, role))
        yield from (("subject", row, "subjects", label) for label in row.values("subjects"))
        yield from (("place", row, "places", place_name(text)[0]) for text in row.values("places"))
    for kind in ("subject", "place"):
        yield from ((kind, row, "broader", row["broader"]) for row in sheets[f"{kind}s"] if row["broader"])
    yield from (("target", row, "target", row["target"]) for row in sheets["stances"] if row["target"])


def check_names(names, sheets):
    """Yield a CellProblem for every name that leads nowhere, or to several records; near ones are named."""
    near = _near(names, sheets)
    for kind, row, column, name in names.cells:
        found = names.meant[kind][name]
        if not found:
            yield row.problem(column, _unknown(kind, name, near.get((kind, name), ())))
        elif len(found) > 1:
            yield row.problem(column, _("“%(name)s” is a name of several records (%(headings)s): use the heading") % {
                "name": name, "headings": ", ".join(sorted(found))})
    for row in sheets["documents"]:
        if row["genre"] and row["genre"] not in names.genres:
            yield row.problem("genre", _("“%(genre)s” is not one of %(known)s") % {
                "genre": row["genre"], "known": ", ".join(sorted(names.genres))})


def _near(names, sheets):
    unknown = defaultdict(dict)
    for kind, _row, _column, name in names.cells:
        if not names.meant[kind][name]:
            unknown[kind][name] = True
    looks = {"agent": near_agents, "subject": near_subjects, "place": near_places}
    return {(kind, name): found for kind, look in looks.items() if unknown[kind]
            for name, found in look(unknown[kind], sheets).items()}


def _unknown(kind, name, near):
    said = {
        "agent": _("no agent is called “%(name)s”: add it to the sheet agents, or as a name to agent_names"),
        "subject": _("no subject is called “%(name)s”: add it to the sheet subjects"),
        "place": _("no place is called “%(name)s”: add it to the sheet places"),
        "target": _("“%(name)s” is not known: add it to the sheet targets"),
    }[kind] % {"name": name}
    if near:
        said += ". " + _("Did you mean %(names)s?") % {"names": _(" or ").join(f"“{one}”" for one in near)}
    return said
