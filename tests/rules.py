"""The rules of the house as functions: each takes a Source and yields what is wrong in it.

`test_architecture.py` applies them to the whole tree and, so that a rule is known
to be able to fail, to small bad examples.
"""
import ast
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

COMPOSITION_ROOT = {"archive/settings.py", "archive/urls.py"}
LEDGER = "archive/provenance/ledger.py"
STATE_WRITERS = {"archive/workflow/transitions.py"}
UPDATERS = {"archive/workflow/transitions.py", "archive/provenance/revise.py"}
FORBIDDEN_NAMES = re.compile(r"^(utils?|helpers?|services?|misc|common|.*\D2)$")
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update"}
LINES = {"archive": 400, "catalog": 400, "bench": 400, "tests": 500}
TEMPLATE_LINES = 150
FUNCTION_LINES = {"tests": 80}  # a test may tell one long story
OTHER_FUNCTION_LINES = 50
ONE_VALUE = (".first", ".last", ".get", ".count", ".exists")


@dataclass(frozen=True)
class Source:
    """One file: its path below the project's root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self):
        return ast.parse(self.text, self.path)

    @cached_property
    def room(self):
        return PurePosixPath(self.path).parts[0]

    @property
    def is_python(self):
        return self.path.endswith(".py")

    @property
    def is_generated(self):
        return bool(re.search(r"/migrations/0001_initial\.py$", self.path))

    def nodes(self, *kinds):
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def at(self, node, what):
        return f"{self.path}:{node.lineno}: {what}"


def dotted(node):
    """`a.b.c` of a chain of names, attributes and calls; "" for the parts that are neither."""
    if isinstance(node, ast.Call):
        return dotted(node.func)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def imports(source):
    """(node, full dotted name) of everything that a module imports, at any depth of its code."""
    for node in source.nodes(ast.Import):
        yield from ((node, alias.name) for alias in node.names)
    for node in source.nodes(ast.ImportFrom):
        base = node.module or ""
        if node.level:
            base = ".".join([*PurePosixPath(source.path).parts[:-node.level], *filter(None, [base])])
        yield from ((node, f"{base}.{alias.name}") for alias in node.names)


def is_below(name, *packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def archive_knows_no_catalog(source):
    """Not by an import, however late, nor by naming its modules, models, addresses or templates."""
    if source.room != "archive" or source.path in COMPOSITION_ROOT:
        return
    if not source.is_python:
        if re.search(r"""["']catalog[:/]|{%\s*load\s+catalog""", source.text):
            yield f"{source.path}: a template of the archive names the catalog"
        return
    for node, name in imports(source):
        if is_below(name, "catalog"):
            yield source.at(node, f"the archive imports {name}")
    for node in source.nodes(ast.Constant):
        if isinstance(node.value, str) and re.match(r"catalog[.:/]\w", node.value):
            yield source.at(node, f"the archive names {node.value!r}")


def nobody_imports_the_composition_root(source):
    if source.is_python and source.room != "tests":
        for node, name in imports(source):
            if is_below(name, "archive.settings", "archive.urls"):
                yield source.at(node, f"{name} is imported by nothing")


def catalog_rows_point_to_no_archive_row(source):
    if not source.path.startswith(("catalog/models/", "catalog/migrations/")):
        return
    from_archive = {name.rpartition(".")[2] for _node, name in imports(source) if is_below(name, "archive")}
    for node in source.nodes(ast.Call):
        if dotted(node).rpartition(".")[2] in ("ForeignKey", "OneToOneField", "ManyToManyField"):
            for value in [*node.args[:1], *(word.value for word in node.keywords if word.arg in ("to", "through"))]:
                to = value.value if isinstance(value, ast.Constant) else dotted(value)
                if str(to).startswith(("archive.", "settings.", "auth.")) or to in from_archive:
                    yield source.at(node, f"a row of the catalog points to {to}")


def extraction_runs_without_django(source):
    """The child process that reads hostile bytes holds no database and no settings."""
    if not source.path.startswith("archive/ingest/extraction/"):
        return
    for node, name in imports(source):
        is_foreign = is_below(name, "archive") and not is_below(name, "archive.ingest.extraction")
        if is_below(name, "django") or is_foreign:
            yield source.at(node, f"extraction imports {name}")


def files_and_functions_are_small(source):
    lines = source.text.count("\n")
    if not source.is_python:
        if source.path.endswith((".html", ".xml", ".txt")) and lines > TEMPLATE_LINES:
            yield f"{source.path}: {lines} lines, a template has at most {TEMPLATE_LINES}"
        return
    if source.is_generated:
        return
    if lines > LINES[source.room]:
        yield f"{source.path}: {lines} lines, at most {LINES[source.room]}"
    most = FUNCTION_LINES.get(source.room, OTHER_FUNCTION_LINES)
    for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef):
        size = node.end_lineno - node.lineno + 1
        if size > most:
            yield source.at(node, f"{node.name} has {size} lines, at most {most}")


def modules_say_why_they_exist(source):
    if source.is_python and not source.is_generated and source.text.strip() and not ast.get_docstring(source.tree):
        yield f"{source.path}: opens without a docstring"


def names_say_a_concept(source):
    if FORBIDDEN_NAMES.match(PurePosixPath(source.path).stem):
        yield f"{source.path}: split by concept, not into a drawer of that name"


def one_module_writes_the_ledger(source):
    if not source.is_python or source.room not in ("archive", "catalog") or source.path == LEDGER:
        return
    is_another = any(is_below(name, "threading", "asyncio", "multiprocessing") and name.endswith(".Event")
                     for _node, name in imports(source))
    for node in source.nodes(ast.Call):
        name = dotted(node.func)
        is_event = name.rpartition(".")[2] == "Event" and not name.startswith(("threading.", "asyncio."))
        if (is_event and not is_another) or re.search(rf"\bEvent\.objects\b.*\.({'|'.join(sorted(WRITES))})$", name):
            yield source.at(node, f"{name}: only {LEDGER} writes events")


def tracked_rows_change_by_their_verbs(source, tracked):
    """No QuerySet.update or bulk_update past the version, the revision and the event.

    QuerySet.update takes keywords only, dict.update and hash.update a value. A
    queryset whose model cannot be read off the line counts as tracked.
    """
    if not source.is_python or source.room not in ("archive", "catalog") or source.path in UPDATERS:
        return
    for node in source.nodes(ast.Call):
        name = dotted(node.func)
        model = re.match(r"(?:.*\.)?(\w+)\.objects\b", name)
        is_update = name.endswith(".update") and node.keywords and not node.args
        if (is_update or name.endswith(".bulk_update")) and (
                model[1] in tracked if model else source.room == "archive"):
            yield source.at(node, f"{name} changes rows without version, revision and event")


def states_change_in_transitions(source):
    if not source.is_python or source.room not in ("archive", "catalog") or source.path in STATE_WRITERS:
        return
    for node in source.nodes(ast.Assign, ast.AnnAssign, ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in (part for whole in targets for part in ast.walk(whole)):
            if isinstance(target, ast.Attribute) and target.attr == "state" and dotted(target.value) != "batch":
                yield source.at(node, "only transitions.py sets the state of a document")
    for node in source.nodes(ast.Call):
        name = dotted(node.func)
        makes = re.search(r"\bDocument(\.objects\.(create|get_or_create|update_or_create))?$", name)
        if makes and any(word.arg == "state" for word in node.keywords):
            yield source.at(node, "a document begins as a draft; only transitions.py moves it")


def an_empty_queryset_is_not_missing(source):
    """`queryset or all()` shows everything where nothing was meant."""
    if source.is_python and source.room in ("archive", "catalog"):
        for node in source.nodes(ast.BoolOp):
            first = dotted(node.values[0])
            is_set = ("queryset" in first.lower() or ".objects" in first) and not first.endswith(ONE_VALUE)
            if isinstance(node.op, ast.Or) and is_set:
                yield source.at(node, f"`{first} or ...`: say `if {first} is None`")


def nothing_is_printed(source):
    if source.is_python and source.room in ("archive", "catalog"):
        for node in source.nodes(ast.Call):
            if dotted(node.func) == "print":
                yield source.at(node, "print: use self.stdout of a command, or the log")


def what_is_left_to_do_has_an_owner(source, changelog):
    """A note for later stands in CHANGELOG.md too, under the file's path, with who will do it."""
    note = re.search(r"\b(TODO|FIXME|XXX)\b", source.text)
    if note and source.path not in changelog and source.path not in ("tests/rules.py", "tests/test_architecture.py"):
        yield f"{source.path}: {note[1]} without a line in CHANGELOG.md that names this file and an owner"


def folders_without_init(paths):
    """Folders with Python files below archive/, catalog/ and tests/ that are no packages, in order."""
    files = {PurePosixPath(path) for path in paths if path.endswith(".py")}
    folders = {path.parent for path in files if path.parts[0] in ("archive", "catalog", "tests")}
    return sorted(str(folder) for folder in folders if folder / "__init__.py" not in files)


def views_without_role(patterns):
    """Names of addresses whose view lets in anybody: it was not given a role by a guard."""
    return [pattern.name for pattern in patterns if not hasattr(pattern.callback, "least_role")]
