"""Who publishes and what is written about: agents, subjects, places, targets and collections, with their names.

Their words are kept out of the vocabulary of texts, so that a search for a word
of the texts finds exactly the texts that have it.
"""
import json
from functools import cached_property

from bench.search.words import zipf

PUBLISHERS, PERSONS, SUBJECTS, PLACES, TARGETS, COLLECTIONS = 2000, 1000, 500, 300, 40, 20
KINDS = (("Courier", "news-outlet"), ("Agency", "news-agency"), ("Ministry", "state-body"), ("Radio", "state-media"),
         ("Union", "ngo"), ("Movement", "opposition-movement"), ("Party", "political-party"),
         ("Institute", "academic"), ("Assembly", "parliament"), ("Tribunal", "court"))


def new_identifier(rng):
    """A random UUID (RFC 9562, version 4) as text."""
    digits = f"{rng.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


class Authorities:
    """The authorities, drawn so that the first of each kind are used most."""

    def __init__(self, rng, latin, persian):
        """`latin` and `persian` are words for names, at least 2,000 each."""
        self.rng, self.latin, self.persian = rng, [word.capitalize() for word in latin], persian
        self.names = []  # rows of PublishedName, without their keys
        self.publishers = [self._publisher(number) for number in range(PUBLISHERS)]
        self.persons = [self._person() for _ in range(PERSONS)]
        self.subjects = [self._heading("subject", f"{self._word()} {self._word()}") for _ in range(SUBJECTS)]
        self.places = [self._heading("place", self._word()) for _ in range(PLACES)]
        self.targets = [self._heading("target", f"The {self._word()} of {self._word()}") for _ in range(TARGETS)]
        self.collections = [
            {"identifier": new_identifier(rng), "title": f"Papers of {self._word()} {number}"}
            for number in range(1, COLLECTIONS + 1)
        ]

    @cached_property
    def drawn(self):
        """Each kind as something that can be drawn from."""
        return {kind: zipf(getattr(self, kind)) for kind in
                ("publishers", "persons", "subjects", "places", "targets", "collections")}

    def _word(self):
        return self.rng.choice(self.latin)

    def _publisher(self, number):
        word, (suffix, code) = self.latin[number], KINDS[number % len(KINDS)]
        types = [code, "ngo"] if number % 13 == 0 and code != "ngo" else [code]
        agent = {"identifier": new_identifier(self.rng), "name": f"{word} {suffix}", "types": types, "kind": "body"}
        other = [(f"{word[:3].upper()}{suffix[0]}", "abbreviation", "en"), (f"{word}h {suffix}", "misprint", "en"),
                 (f"{self.persian[number]} {self.persian[-number - 1]}", "transliteration", "fa")]
        hidden = [(f"{word}monger", "pejorative", "en")] if number % 20 == 0 else []
        self._name("agent", agent, other + hidden)
        return agent

    def _person(self):
        agent = {"identifier": new_identifier(self.rng), "name": f"{self._word()} {self._word()}",
                 "types": ["individual"], "kind": "person"}
        self._name("agent", agent, [(f"{agent['name'][0]}. {agent['name'].split()[1]}", "variant", "en")])
        return agent

    def _heading(self, kind, label):
        heading = {"identifier": new_identifier(self.rng), "kind": kind, "label": label, "name": label}
        self._name(kind, heading, [(self.rng.choice(self.persian), "variant", "fa")])
        return heading

    def _name(self, owner_kind, owner, others):
        from catalog.search.folding import fold

        owner["others"] = others
        self.names += [
            (owner_kind, owner["identifier"], text, fold(text), language, kind, kind == "pejorative")
            for text, kind, language in [(owner["name"], "heading", ""), *others]
        ]

    def rows(self):
        """{table: rows} of everything here, in the order of COLUMNS (material.py)."""
        return {
            "publishedagent": [self._agent_row(agent) for agent in (*self.publishers, *self.persons)],
            "publishedheading": [self._heading_row(heading) for heading in
                                 (*self.subjects, *self.places, *self.targets)],
            "publishedname": self.names,
            "publishedcollection": [(one["identifier"], one["title"], f"{one['title']}, generated.", False)
                                    for one in self.collections],
        }

    def _agent_row(self, agent):
        names = [{"text": text, "kind": kind, "script": "Arab" if language == "fa" else "Latn", "language": language}
                 for text, kind, language in agent["others"] if kind != "pejorative"]
        record = {"country": "XO", "seat": self.places[0]["label"], "existence": "", "names": names,
                  "external_identifiers": [], "characterisations": []}
        types = [{"type": code, "period": ""} for code in agent["types"]]
        return (agent["identifier"], agent["name"], agent["kind"], json.dumps(types), json.dumps(record), 1)

    def _heading_row(self, heading):
        records = {
            "subject": {"scope_note": "", "broader": None},
            "place": {"broader": None, "latitude": None, "longitude": None},
            "target": {"kind": "proposition", "agent": "", "scope_note": ""},
        }
        return heading["identifier"], heading["kind"], heading["label"], json.dumps(records[heading["kind"]])
