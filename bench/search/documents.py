"""Generated public documents: everything random comes from one seed.

A quarter is Persian, a tenth are parts of others, half have a file, and most have a
publisher, subjects, places and labels. Batches are independent of each other, so that
several processes can make them, and each counts what its documents can be found by.
"""
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from bench.search.authorities import PUBLISHERS, Authorities, new_identifier
from bench.search.described import described
from bench.search.rows import add_rows
from bench.search.words import (
    COMMON,
    COMMON_WEIGHTS,
    FORMS,
    PERSIAN_FORMS,
    SIZE,
    Sentences,
    Vocabulary,
    english_words,
    persian_words,
    prose,
)

# How many different ones there are, and how many words they have; a text has 19 sentences, 300 words.
SENTENCES, SENTENCE_SIZES, TEXT = 70_000, range(8, 25), 19
HALF_TITLES, HALF_TITLE_SIZES = 30_000, range(3, 6)
PARTS, WHOLE_EVERY = 5, 50  # every 50th document has 5 parts: 10 %
BATCH = 1000  # documents, a multiple of WHOLE_EVERY
RARE_SHARE, PHRASES, PHRASE_SHARE, RELATED_SHARE = 0.1, 150, 0.3, 0.03
SAMPLE = 2000
COUNTED = ("publisher", "publisher_type", "stance", "subject", "place", "type", "genre", "language",
           "collection", "year")


@dataclass
class Known:
    """How many documents have a word, a planted phrase, a value of a facet; and some of the documents."""

    words: Counter = field(default_factory=Counter)
    phrases: Counter = field(default_factory=Counter)
    facets: dict = field(default_factory=lambda: {name: Counter() for name in COUNTED})
    sample: list = field(default_factory=list)

    def add(self, other):
        self.words.update(other.words)
        self.phrases.update(other.phrases)
        for name, counts in other.facets.items():
            self.facets[name].update(counts)
        self.sample += other.sample


class Documents:
    """`n` documents: the vocabulary and authorities that all of them draw from."""

    def __init__(self, n, seed=3):
        self.n, self.seed, rng = n, seed, Random(seed)
        pool, persian = english_words(rng, 60_000), persian_words(rng, SIZE * 5 // 8 + 2 * PUBLISHERS)
        mixed = rng.sample(pool, 2 * PUBLISHERS + COMMON + max(200, n // 500))
        names, self.common = mixed[:2 * PUBLISHERS], mixed[2 * PUBLISHERS:][:COMMON]
        self.rare = mixed[2 * PUBLISHERS + COMMON:]
        taken = set(mixed)
        vocabularies = self._vocabularies([word for word in pool if word not in taken], persian)
        single = vocabularies["en"].single
        self.medium = single[800:2150]
        self.watched = watched = {*self.common, *self.medium, *self.rare}
        self.pairs = [(rng.choice(single[40:700]), rng.choice(single[40:700])) for _ in range(PHRASES)]
        self.sentences, self.titles = (
            {language: Sentences(rng, vocabulary, watched, min(count, 20 * n), sizes)
             for language, vocabulary in vocabularies.items()}
            for count, sizes in ((SENTENCES, SENTENCE_SIZES), (HALF_TITLES, HALF_TITLE_SIZES)))
        self.authorities = Authorities(rng, names, persian[-2 * PUBLISHERS:])

    def _vocabularies(self, words, persian):
        low, high = COMMON_WEIGHTS
        planted = [(word, low + (high - low) * place / COMMON) for place, word in enumerate(self.common)]
        return {"en": Vocabulary(words[:SIZE // 2], FORMS, planted),
                "fa": Vocabulary(persian[:SIZE * 5 // 8], PERSIAN_FORMS)}

    def batch(self, first):
        """({table: rows}, Known) of the documents from number `first` on, BATCH or what is left."""
        batch = Batch(self, Random(f"{self.seed} {first}"))
        number, last = first, min(first + BATCH, self.n)
        while number < last:
            parts = PARTS if number % WHOLE_EVERY == 0 and number + PARTS < last else 0
            batch.add(number, parts)
            number += 1 + parts
        return batch.rows, batch.known

    def summary(self, known):
        """What was made, as JSON can keep it."""
        def counted(words):
            return {word: known.words[word] for word in words if known.words[word]}

        return {"n": self.n, "common": counted(self.common), "medium": counted(self.medium),
                "rare": counted(self.rare), "phrases": dict(known.phrases), "sample": known.sample,
                "facets": {name: dict(counts) for name, counts in known.facets.items()},
                "names": [agent["others"][0][0] for agent in self.authorities.publishers[:200]]}


class Batch:
    """Some documents, as rows."""

    def __init__(self, documents, rng):
        self.documents, self.rng, self.rows, self.known, self.previous = documents, rng, {}, Known(), None

    def add(self, number, parts=0, title=""):
        """The document with this number, of which the next ones are parts."""
        whole = {"identifier": new_identifier(self.rng), "language": "fa" if self.rng.random() < 0.25 else "en",
                 "number": number, "parent": None, "related": self.previous}
        self._describe(whole, 0 if parts else TEXT, title)
        made = [{"identifier": new_identifier(self.rng), "language": whole["language"], "number": number + place,
                 "parent": whole, "sequence": place, "related": None} for place in range(1, parts + 1)]
        for part in made:
            self._describe(part, TEXT)
        _join(whole, made)
        for one in (whole, *made):
            self._count(one)
            add_rows(self.rows, one)
        self.previous = whole["identifier"] if self.rng.random() < RELATED_SHARE else None
        return whole["identifier"]

    def _describe(self, one, count, title=""):
        """Give a document its words, `count` sentences of text, and all that is said about it."""
        rng, language, documents = self.rng, one["language"], self.documents
        halves, first = documents.titles[language].take(rng, 2)
        about, second = documents.sentences[language].take(rng, 1)
        text, third = documents.sentences[language].take(rng, count)
        one["title"] = title or " ".join(halves).capitalize()
        one["description"] = f"{about[0].capitalize()}."
        if language == "en" and text:
            self._plant(text, third)
        one["watched"], one["watched_in_text"] = first | second | third, third
        one["body"] = prose(text)
        described(one, documents.authorities, rng)

    def _plant(self, sentences, watched):
        """Let some texts have a rare word or a known phrase."""
        rng, documents = self.rng, self.documents
        if rng.random() < RARE_SHARE:
            word = rng.choice(documents.rare)
            sentences[3] += f" {word}"
            watched.add(word)
        if rng.random() < PHRASE_SHARE:
            pair = rng.choice(documents.pairs)
            sentences[9] = f"{sentences[9]} {pair[0]} {pair[1]}"
            watched.update({*pair} & documents.watched)
            self.known.phrases[" ".join(pair)] += 1

    def _count(self, one):
        """Keep in mind what this document can be found by."""
        known, values = self.known, one["facets"]
        for word in one["watched"]:
            known.words[word] += 1
        for name in COUNTED:
            counts = known.facets[name]
            for value in values[name]:
                counts[value] += 1
        if one["number"] % max(1, self.documents.n // SAMPLE) == 0:
            known.sample.append(
                {"identifier": one["identifier"], **{name: sorted(values[name]) for name in COUNTED}})


def _join(whole, parts):
    """The text of a whole is that of its parts, one after the other."""
    if not parts:
        return
    position = len(whole["text"])
    for part in parts:
        whole["text"] += "\n\n" + part["text"]
        part["start"], part["end"] = position + 2, position + 2 + len(part["text"])
        position = part["end"]
        whole["watched"] |= part["watched_in_text"]
        part["has_file"] = whole["has_file"]
