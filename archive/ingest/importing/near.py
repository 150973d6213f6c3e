"""Names that are spelled nearly like one that nobody has: what was meant may be among them."""
from collections import defaultdict
from difflib import get_close_matches

from archive.models import Agent, AgentName, Place, Subject

MOST_ASKED = 50
MOST_NAMED = 3


def near_agents(names, sheets):
    return _near(names, [
        *(row["name"] for sheet in ("agents", "agent_names") for row in sheets[sheet]),
        *Agent.objects.values_list("name", flat=True), *AgentName.objects.values_list("text", flat=True)])


def near_subjects(names, sheets):
    return _near(names, [*(row["label"] for row in sheets["subjects"]),
                         *Subject.objects.values_list("label", flat=True)])


def near_places(names, sheets):
    return _near(names, [*(row["label"] for row in sheets["places"]), *Place.objects.values_list("label", flat=True)])


def _near(names, known):
    """{name: known names like it, best first}; only names that begin or end alike are looked at."""
    asked = list(names)[:MOST_ASKED]
    alike = defaultdict(set)
    for name in known:
        for key in _keys(name) if name else ():
            alike[key].add(name)
    return {name: _closest(name, set().union(*(alike[key] for key in _keys(name)))) for name in asked}


def _closest(name, candidates):
    folded = defaultdict(list)
    for one in sorted(candidates):
        folded[one.casefold()].append(one)
    return [folded[found][0] for found in get_close_matches(name.casefold(), list(folded), MOST_NAMED, 0.7)]


def _keys(name):
    folded = name.casefold().strip()
    return ("start", folded[:2]), ("end", folded[-3:])
