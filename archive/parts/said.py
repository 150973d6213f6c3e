"""What is said of the parts of a whole, all at once, and the refusal of it."""
from dataclasses import dataclass


@dataclass(frozen=True)
class PartSaid:
    """One part as it shall be: its range in the text of the whole, in code points, and what is said of it.

    `identifier` is that of a part there is; empty for a new one.
    """

    start: int
    end: int
    title: str
    identifier: str = ""
    printed_heading: str = ""
    truncation: str = ""
    boundary_certainty: str = ""

    def is_as_in(self, part, sequence):
        """Whether the Document says just this already."""
        return (self.start, self.end, sequence, *self.words()) == (
            part.part_start, part.part_end, part.sequence,
            part.title, part.printed_heading, part.truncation, part.boundary_certainty)

    def words(self):
        return self.title, self.printed_heading, self.truncation, self.boundary_certainty


class SplitRefused(Exception):
    """Nothing was changed. `problems`: (index of the part said, or None, sentence), all that were found."""

    def __init__(self, problems):
        super().__init__(" ".join(sentence for _index, sentence in problems))
        self.problems = problems
