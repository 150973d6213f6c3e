"""What an import would do: one Line for each row of every sheet."""
from dataclasses import dataclass, field

from archive.ingest.description.problems import CellProblem
from archive.ingest.description.sheets import Row
from archive.models import BatchItem, Document

CREATED, CHANGED = BatchItem.Outcome.CREATED, BatchItem.Outcome.CHANGED
UNCHANGED, REFUSED = BatchItem.Outcome.UNCHANGED, BatchItem.Outcome.REFUSED


@dataclass(eq=False)
class Line:
    """One row: what would become of it.

    `changes` are (column, what the archive says now, what it would say), in words;
    `document` is the held Document that it is about, if any; `leans_on` names the
    refused row without which this one cannot stand.
    """

    row: Row
    name: str
    outcome: str = UNCHANGED
    changes: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    document: Document | None = None
    leans_on: str = ""

    @property
    def is_refused(self):
        return self.outcome == REFUSED

    @property
    def is_written(self):
        return self.outcome in (CREATED, CHANGED)

    @property
    def title(self):
        """What the row is about, in a few words."""
        names = ("title", "name", "label", "holder", "value", "speaker", "statement", "agent", "requested_url",
                 "described", "related", "id")
        said = next((self.row[name] for name in names if self.row[name]), "")
        return said[:200] or (str(self.document)[:200] if self.document else "")

    def refuse(self, problem):
        """Refuse the row; a cell is told once what is wrong with it."""
        self.outcome = REFUSED
        if problem.column not in {one.column for one in self.problems}:
            self.problems.append(problem)

    def say(self, outcome, changes=()):
        """Set what becomes of the row, unless it is refused."""
        if not self.is_refused:
            self.outcome, self.changes = outcome, list(changes)

    def about(self, document, outcome, changes=()):
        """Set what becomes of the row about a held Document, or about one that is to be made (None)."""
        self.document = document
        self.say(outcome, changes)


class Lines:
    """All Lines of an import, found by their row."""

    def __init__(self, sheets):
        self.all, self._by_row, taken = [], {}, set()
        for rows in sheets.values():
            for row in rows:
                line = Line(row, _free_name(row.name, taken))
                self.all.append(line)
                self._by_row[row_key(row)] = line

    def of(self, row):
        return self._by_row[row_key(row)]

    def refuse(self, problems):
        """Give each CellProblem to its row; return those that belong to none: to a sheet, or its heading."""
        by_place = {}
        for line in self.all:
            by_place.setdefault((line.row.sheet, line.row.number), []).append(line)
        rest = []
        for problem in problems:
            for line in by_place.get((problem.sheet, problem.row), ()):
                line.refuse(problem)
            if (problem.sheet, problem.row) not in by_place:
                rest.append(problem)
        return rest

    def sound(self, kind):
        """The rows of one documented sheet that are not refused."""
        return [line.row for line in self.all if line.row.kind == kind and not line.is_refused]


def row_key(row):
    """What tells a row from all others, also from its copies with other cells."""
    return row.sheet, row.number, row.kind, id(row.origins) if row.origins else 0


def _free_name(name, taken):
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name} ({number})"
    taken.add(free)
    return free


@dataclass
class Plan:
    """What would become of every row, and all that writing it needs.

    `problems` are those of whole sheets and of headings: until they are mended,
    nothing can be applied, because it is not known what the columns mean.
    """

    lines: list[Line]
    problems: list[CellProblem] = field(default_factory=list)
    documents: dict = field(default_factory=dict)
    ranges: dict = field(default_factory=dict)
    sequences: dict = field(default_factory=dict)
    names: object = None
    authorities: object = None
    token: str = ""

    def counts(self):
        """{"created": n, "changed": n, "unchanged": n, "refused": n}."""
        outcomes = [line.outcome for line in self.lines]
        return {str(outcome): outcomes.count(outcome) for outcome in BatchItem.Outcome.values}

    def is_applicable(self, leaving_out=False):
        """Whether it can be applied: nothing is refused, or the refused rows are left out."""
        return bool(self.lines) and not self.problems and (leaving_out or not self.counts()[REFUSED])

    def writes_anything(self):
        """Whether something is new or other; what is only refused, or said already, needs no application."""
        return any(line.is_written for line in self.lines)

    def all_problems(self):
        """Every CellProblem, those of whole sheets first."""
        return [*self.problems, *(problem for line in self.lines for problem in line.problems)]
