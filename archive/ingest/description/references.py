"""The third check: every name and id in a cell leads somewhere, and only to one thing."""
from archive.ingest.description.attribution import read_attributions
from archive.ingest.description.directory import agent_names, place_names, subject_names
from archive.ingest.description.labels import check_labels
from archive.models import Genre, StanceTarget

AGENT_CELLS = (
    ("agent_names", "agent"), ("agent_relations", "agent"), ("agent_relations", "related"),
    ("characterisations", "agent"), ("targets", "agent"), ("contributions", "agent"),
    ("stances", "holder_agent"), ("quotations", "speaker_agent"),
)
DOCUMENT_SHEETS = ("captures", "contributions", "relations", "stances", "claims", "quotations")
ROLES = ("creator", "publisher", "contributor")


def check_references(sheets):
    """Yield a CellProblem for every reference that leads nowhere, or to several records."""
    ids = {row["id"] for row in sheets["documents"]}
    for sheet in DOCUMENT_SHEETS:
        for row in sheets.get(sheet, []):
            if row["document"] not in ids:
                yield row.problem("document", f"no document has the id “{row['document']}”")
    yield from _check_agents(sheets)
    yield from _check_concepts(sheets)
    yield from _check_vocabularies(sheets)
    yield from _check_relations(sheets.get("relations", []), ids)
    yield from check_labels(sheets.get("stances", []))


def _check_agents(sheets):
    cells = [(row, column, row[column]) for sheet, column in AGENT_CELLS
             for row in sheets.get(sheet, []) if row[column]]
    cells += [(row, role, found.name) for row in sheets["documents"] for role in ROLES
              for found in read_attributions(row, role)]
    holders = agent_names(sheets, {name for _row, _column, name in cells})
    yield from _unresolved(cells, holders, "agent", "add it to the sheet agents, or as a name to agent_names")
    for row in sheets.get("agent_relations", []):
        if holders[row["agent"]] and holders[row["agent"]] == holders[row["related"]]:
            yield row.problem("related", "an agent has no relation to itself")


def _check_concepts(sheets):
    subjects = [(row, "subjects", label) for row in sheets["documents"] for label in row.values("subjects")]
    subjects += [(row, "broader", row["broader"]) for row in sheets.get("subjects", []) if row["broader"]]
    places = [(row, "places", place_name(text)[0]) for row in sheets["documents"] for text in row.values("places")]
    places += [(row, "broader", row["broader"]) for row in sheets.get("places", []) if row["broader"]]
    for what, cells, names in (("subject", subjects, subject_names), ("place", places, place_names)):
        holders = names(sheets, {label for _row, _column, label in cells})
        yield from _unresolved(cells, holders, what, f"add it to the sheet {what}s")
        yield from _check_circles(sheets.get(f"{what}s", []), holders)


def _unresolved(cells, holders, what, advice):
    for row, column, name in cells:
        if not holders[name]:
            yield row.problem(column, f"no {what} is called “{name}”: {advice}")
        elif len(holders[name]) > 1:
            yield row.problem(column, f"“{name}” is a name of several {what}s ({', '.join(sorted(holders[name]))}): "
                                      "use the heading")


def _check_circles(rows, holders):
    """What is broader than a subject or place must not, in the end, be narrower than it."""
    broader = {row["label"]: next(iter(holders[row["broader"]]), "") for row in rows if row["broader"]}
    for row in rows:
        label, met = broader.get(row["label"]), set()
        while label and label != row["label"] and label not in met:
            met.add(label)
            label = broader.get(label)
        if label == row["label"]:
            yield row.problem("broader", f"“{label}” would be broader than itself")


def _check_vocabularies(sheets):
    genres = set(Genre.objects.values_list("code", flat=True))
    for row in sheets["documents"]:
        if row["genre"] and row["genre"] not in genres:
            yield row.problem("genre", f"“{row['genre']}” is not one of {', '.join(sorted(genres))}")
    targets = {row["label"] for row in sheets.get("targets", [])}
    targets |= set(StanceTarget.objects.values_list("label", flat=True))
    for row in sheets.get("stances", []):
        if row["target"] not in targets:
            yield row.problem("target", f"“{row['target']}” is not known: add it to the sheet targets")


def place_name(text):
    """(place, note) of a cell such as `Geneva (dateline)`."""
    if text.endswith(")") and " (" in text:
        name, _space, note = text[:-1].rpartition(" (")
        return name.strip(), note.strip()
    return text, ""


def _check_relations(relations, ids):
    for row in relations:
        if bool(row["related"]) == bool(row["described"]):
            yield row.problem("related", "fill in either related or described")
        elif row["related"] and row["related"] not in ids:
            yield row.problem("related", f"no document has the id “{row['related']}”")
        elif row["related"] == row["document"]:
            yield row.problem("related", "a document is not related to itself")
