"""Repairs brackets in right-to-left lines from a PDF.

A bracket is drawn mirrored there. Whether its code says what is drawn or what is meant
differs between programs, and PDFium turns some of them. So the code of one bracket alone
proves nothing; but a line in which every bracket is the wrong way round, or all of them
look alike, can be read in one way only.
"""

PAIRS = ("()", "[]", "{}", "«»", "‹›")


def repair_brackets(line: str) -> str:
    """Return the line with those kinds of bracket alternating that do not fit as they stand."""
    for pair in PAIRS:
        places = [place for place, character in enumerate(line) if character in pair]
        if places and len(places) % 2 == 0 and not _is_balanced(line, pair):
            line = _alternate(line, places, pair)
    return line


def _is_balanced(line: str, pair: str) -> bool:
    depth = 0
    for character in line:
        depth += (character == pair[0]) - (character == pair[1])
        if depth < 0:
            return False
    return depth == 0


def _alternate(line: str, places: list[int], pair: str) -> str:
    characters = list(line)
    for count, place in enumerate(places):
        characters[place] = pair[count % 2]
    return "".join(characters)
