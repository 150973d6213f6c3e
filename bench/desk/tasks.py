"""What a person does at the desk, each task many times and with other documents each time, timed and checked."""
import json
from random import Random
from urllib.parse import quote

from bench.desk.person import JSON, entries_of
from bench.downloads import UnexpectedAnswer

TIMES = 40
REPLACED = 50  # documents in one preview
# p95 in milliseconds, from the answer's request to its last byte, beside other work of the machine.
TARGETS = {"save": 200, "autosave": 100, "label": 200, "type-ahead of agents": 150, "replace in 50, preview": 1000,
           "overview": 1000}
USUAL_TARGET = 300
LABEL = {"holder_kind": "narrator", "holder": "narrator", "position": "favor", "explicitness": "", "confidence": "",
         "neither_reason": "", "rationale": "", "holder_agent": ""}
PASSAGE = "says so"
MOST = 800  # of each kind of thing that tasks choose from
PURPOSES = ("draft", "draft to keep", "draft to save", "draft to label")


class Tasks:
    """Every kind of task as a name and a function that does it once and returns the seconds that count."""

    def __init__(self, person, known, seed=None):
        self.person, self.rng = person, Random(seed)
        self.known = {name: self.rng.sample(some, len(some)) for name, some in known.items()}

    def of_every_kind(self):
        page, one = self._page, self._document_page
        return {
            "desk": page("/curation/"),
            **{f"queue {name}": page(f"/curation/queues/{name}/") for name in self.known["queues"]},
            "all documents": page("/curation/documents/"),
            "all, by a word": lambda: self._search(title=self._one("words")),
            "all, by publisher": lambda: self._search(publisher=self._one("agents")),
            "all, drafts without subject": lambda: self._search(state="draft", lacks="subjects"),
            "document, published": one("published", ""), "document, in review": one("in_review", ""),
            "document, draft": one("draft", ""), "describing page": one("draft", "describe/"),
            "labelling page": one("draft", "label/"), "history": one("published", "history/"),
            "type-ahead of agents": self._type_ahead, "overview": page("/curation/overview/"),
            "replace in 50, preview": self._replace, "autosave": self._autosave, "save": self._save,
            "label": self._label,
        }

    def _one(self, name):
        """One of what is known; none comes twice before all did."""
        some = self.known[name]
        some.append(some.pop(0))
        return some[-1]

    def _page(self, path):
        return lambda: self.person.get(path)[0]

    def _document_page(self, state, end):
        return lambda: self.person.get(f"/curation/documents/{self._one(state)}/{end}")[0]

    def _search(self, **said):
        query = "&".join(f"{name}={quote(value)}" for name, value in said.items())
        seconds, html = self.person.get(f"/curation/documents/?{query}")
        return self._checked(seconds, 'name="chosen"' in html, query)

    def _type_ahead(self):
        name = self._one("agents")
        seconds, text = self.person.get(f"/curation/find/agents/?q={quote(name[:4 + self.rng.randrange(5)])}", JSON)
        return self._checked(seconds, json.loads(text)["found"], name)

    def _replace(self):
        chosen = [self._one("draft") for _turn in range(REPLACED)]
        seconds, html = self.person.post("/curation/changes/replace/", {
            "step": "preview", "chosen": chosen, "find": "e", "replace": "E", "names": ["title"]})
        return self._checked(seconds, 'name="hit"' in html, "replace")

    def _opened(self, purpose):
        """(address, entries) of the describing form of a draft."""
        address = f"/curation/documents/{self._one(purpose)}/describe/"
        return address, entries_of(self.person.get(address)[1], "describe")

    def _autosave(self):
        address, entries = self._opened("draft to keep")
        seconds, text = self.person.post_json(address.replace("/describe/", "/entries/"), {
            "version": int(entries["version"][0]), "entries": {**entries, "title": entries["title"][0] + " x"}})
        return self._checked(seconds, "kept_at" in json.loads(text), text)

    def _save(self):
        address, entries = self._opened("draft to save")
        said = {**entries, "title": [f"{entries['title'][0].rstrip(' .')} ."], "then": ""}
        seconds, text = self.person.post(address, said, JSON)
        return self._checked(seconds, json.loads(text)["version"] == int(entries["version"][0]) + 1, text)

    def _label(self):
        address = f"/curation/documents/{self._one('draft to label')}/label/"
        said = {**LABEL, "target": self._one("targets"), "passage-TOTAL_FORMS": "1", "passage-INITIAL_FORMS": "0",
                "passage-0-exact": PASSAGE}
        seconds, text = self.person.post(address, said, JSON)
        return self._checked(seconds, "marks" in json.loads(text), text)

    @staticmethod
    def _checked(seconds, is_right, told):
        if not is_right:
            raise UnexpectedAnswer(str(told)[:300])
        return seconds


def known_of(user):
    """{name: [what tasks choose from]} of the database that Django is set up on.

    What changes a draft has drafts of its own, on which nobody left anything unsaved.
    """
    from archive.curation.queues import queues_of
    from archive.models import Agent, Document, StanceTarget

    def some(rows, column):
        return list(rows.order_by("pk").values_list(column, flat=True)[:MOST])

    untouched = Document.objects.filter(state="draft", version=1, unsaved_entries__isnull=True)
    drafts = some(untouched, "identifier")
    return {
        **{purpose: drafts[place::len(PURPOSES)] for place, purpose in enumerate(PURPOSES)},
        **{state: some(Document.objects.filter(state=state), "identifier") for state in ("in_review", "published")},
        "queues": [queue.name for queue in queues_of(user)], "agents": some(Agent.objects.all(), "name"),
        "targets": some(StanceTarget.objects.all(), "pk"),
        "words": [title.split()[0] for title in some(Document.objects.all(), "title")],
    }


def task_row(name, n, times):
    """One line of the table: p95 beside its target, and what is usual."""
    times = sorted(times)
    middle, most, longest = (1000 * times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
    return {"name": f"desk/{name}", "n": n, "unit": "ms, p95", "value": most, "p50_ms": middle, "p95_ms": most,
            "p99_ms": longest, "target": TARGETS.get(name, USUAL_TARGET),
            "note": f"{len(times)} times, p99 {longest:.0f} ms, {most / TARGETS.get(name, USUAL_TARGET):.2f} of target"}
