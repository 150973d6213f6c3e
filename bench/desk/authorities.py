"""Whom and what the generated documents name: people of the desk, agents, subjects, places, targets, collections."""
import uuid
from dataclasses import dataclass
from random import Random

from archive.authorities.folding import fold_name, sound_of
from archive.models import (
    Agent,
    AgentName,
    Codebook,
    Collection,
    Genre,
    IngestBatch,
    Place,
    StanceTarget,
    Subject,
)
from bench.desk.columns import row
from bench.search.words import english_words

MOST_AGENTS = 20_000
SUBJECTS, PLACES, TARGETS, COLLECTIONS = 300, 500, 30, 12
GENRES = ("news-report", "letter", "digest", "leaflet", "interview", "statement")
BATCH_SIZE = 500  # documents that came in together
MOMENT = "2024-03-01 09:00:00"


@dataclass(frozen=True)
class Named:
    """A record as documents name it."""

    key: int
    identifier: str
    name: str


def identifier_from(rng):
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


class Authorities:
    """All of them, and their rows; the same seed gives the same."""

    def __init__(self, n, people, seed):
        rng = Random(seed)
        self.people = people
        self.words = english_words(rng, 4000)
        self.agents = self._named(rng, min(MOST_AGENTS, max(n // 5, 20)), 2)
        self.subjects = self._named(rng, SUBJECTS, 1)
        self.places = self._named(rng, PLACES, 1)
        self.targets = self._named(rng, TARGETS, 4)
        self.collections = self._named(rng, COLLECTIONS, 3)
        self.batches = [Named(key, identifier_from(rng), f"Box {key}") for key in range(1, n // BATCH_SIZE + 2)]
        self.genres = list(enumerate(GENRES, start=1))

    def _named(self, rng, count, length):
        found = {}
        while len(found) < count:
            words = " ".join(rng.choices(self.words, k=length)).title()
            found[words if words not in found else f"{words} {len(found)}"] = None
        return [Named(key, identifier_from(rng), name) for key, name in enumerate(found, start=1)]

    def rows(self):
        """{model: [rows]}."""
        return {
            Agent: [row(Agent, id=one.key, identifier=one.identifier, name=one.name, kind="body", **_folded(one.name))
                    for one in self.agents],
            AgentName: [row(AgentName, id=one.key, agent_id=one.key, text=f"The {one.name}",
                            **_folded(f"The {one.name}")) for one in self.agents],
            Subject: [row(Subject, id=one.key, identifier=one.identifier, label=one.name, **_folded(one.name))
                      for one in self.subjects],
            Place: [row(Place, id=one.key, identifier=one.identifier, label=one.name, **_folded(one.name))
                    for one in self.places],
            StanceTarget: [row(StanceTarget, id=one.key, identifier=one.identifier, kind="proposition",
                               label=one.name) for one in self.targets],
            Collection: [row(Collection, id=one.key, identifier=one.identifier, code=f"collection-{one.key}",
                             title=one.name) for one in self.collections],
            Genre: [row(Genre, id=key, code=code, label=code.replace("-", " ")) for key, code in self.genres],
            Codebook: [row(Codebook, id=1, version="1.0", text="Rules.", created_at=MOMENT)],
            IngestBatch: [row(IngestBatch, id=one.key, identifier=one.identifier, label=one.name, state="finished",
                              started_by_id=self.people[0].pk, started_at=MOMENT, finished_at=MOMENT)
                          for one in self.batches],
        }


def _folded(name):
    folded = fold_name(name)
    return {"folded": folded, "sound": sound_of(folded)}
