"""What is wrong with a cell: sheet, row, column, and what to do."""
from dataclasses import dataclass


@dataclass(frozen=True)
class CellProblem:
    """One bad cell. `row` counts as a spreadsheet does: 1 is the heading; 0 means the whole sheet."""

    sheet: str
    row: int
    column: str
    message: str

    def __str__(self):
        place = [self.sheet, f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        return f"{', '.join(part for part in place if part)}: {self.message}"


class DescriptionRefused(Exception):
    """The folder has bad cells; `problems` lists every one, and nothing was applied."""

    def __init__(self, problems):
        super().__init__(f"the description has {len(problems)} bad cell(s); nothing was applied")
        self.problems = problems
