"""Two versions of the rules compared word by word."""
import re
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\s]+")


def words_compared(before, after):
    """[(kind, text)] in order; kind is "same", "gone" or "new". Together all but the new ones are `before`."""
    one, other = WORD.findall(before), WORD.findall(after)
    found = []
    for kind, first, last, start, end in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(one[first:last])))
            continue
        changed = (("gone", "".join(one[first:last])), ("new", "".join(other[start:end])))
        found += [(name, text) for name, text in changed if text]
    return found
