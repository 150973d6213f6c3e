"""Words to search for: an English-like and a Persian-script vocabulary in which few words are frequent.

Frequencies follow Zipf and Mandelbrot (weight 1 / (rank + shift)), with two additions that
give measurements their words: COMMON words that stand in about 30 % of all documents, and words
so rare that fewer than a hundred documents have them. A word that is counted has no other form,
and its ending is none that an English stemmer takes away.
"""
import re

ONSETS = ("b", "bl", "br", "c", "ch", "cr", "d", "dr", "f", "fl", "g", "gl", "gr", "h", "j", "k", "l", "m", "n", "p",
          "pl", "pr", "r", "s", "sk", "sl", "st", "t", "tr", "v", "w")
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
MIDDLES = ["b", "d", "g", "l", "m", "n", "r", "t", "v", "nd", "rn", "st"]
ENDINGS = ["b", "k", "p", "rt", "nd", "rk", "mp", "sh", "ck", "ld", "lt"]  # kept by the stemmer
FORMS = (("", 0.4), ("s", 0.3), ("ed", 0.2), ("ing", 0.1))
LETTERS = "ابپتثجحخدرزسشصطعفقگلمنو"
PERSIAN_FORMS = (("", 0.7), ("\u200cها", 0.2), ("\u200cهای", 0.1))

SIZE = 100_000  # forms in each language
SHIFT = 3
COMMON = 150
COMMON_WEIGHTS = (0.00138, 0.00180)  # shares of all words: in 27 to 33 % of documents, of which 75 % are English
PARAGRAPH = 5  # sentences


class Drawn:
    """Values that are drawn with different frequencies, each in a few nanoseconds.

    Frequent ones lie in a short table that fits the processor's cache; a None there stands for
    one of the others, which lie in a table of their own.
    """

    def __init__(self, values, weights, places=2**16):
        total, self.head, pairs = sum(weights), [], list(zip(values, weights, strict=True))
        for value, weight in pairs:
            if weight * places >= total:
                self.head += [value] * round(weight * places / total)
        self.head = self.head[:places] + [None] * (places - len(self.head))
        unit = min(weights)
        self.tail = [value for value, weight in pairs if weight * places < total for _ in range(round(weight / unit))]
        self.tail = self.tail or [self.head[0]]

    def one(self, rng):
        return self.head[int(rng.random() * len(self.head))] or self.tail[int(rng.random() * len(self.tail))]

    def many(self, rng, count):
        """`count` values; only from a table of 2**16 places."""
        head, tail, size, random = self.head, self.tail, len(self.tail), rng.random
        return [head[place] or tail[int(random() * size)]
                for place in memoryview(rng.randbytes(2 * count)).cast("H")]


def zipf(values, shift=SHIFT, places=2**16):
    """The values as Drawn, the first ones most often."""
    return Drawn(values, [1 / (rank + shift) for rank in range(len(values))], places)


class Vocabulary:
    """The words of one language. `single` are those with one form only, most frequent first."""

    def __init__(self, words, forms, planted=()):
        self.single = [word for rank, word in enumerate(words) if rank % 3]
        natural = []
        for rank, word in enumerate(words):
            weight = 1 / (rank + SHIFT)
            natural += [(word + end, weight * share) for end, share in forms] if rank % 3 == 0 else [(word, weight)]
        left = (1 - sum(weight for _word, weight in planted)) / sum(weight for _word, weight in natural)
        entries = [*planted, *((word, weight * left) for word, weight in natural)]
        self.drawn = Drawn([word for word, _weight in entries], [weight for _word, weight in entries])


def english_words(rng, count):
    """Distinct words of English shape that are their own stems; short ones first."""
    found = {}
    while len(found) < count:
        middle = "".join(rng.choice(VOWELS) + rng.choice(MIDDLES) for _ in range(rng.choice((0, 1, 1, 2))))
        word = rng.choice(ONSETS) + middle + rng.choice(VOWELS) + rng.choice(ENDINGS)
        if not re.search("ship$|(.)end$", word):
            found[word] = None
    return sorted(found, key=len)


def persian_words(rng, count):
    """Distinct words of Persian letters; short ones first."""
    found = {}
    while len(found) < count:
        found["".join(rng.choices(LETTERS, k=rng.choice((3, 4, 4, 5, 5, 6))))] = None
    return sorted(found, key=len)


class Sentences:
    """Many sentences, drawn from a vocabulary once; texts are made of them, which is faster than word by word."""

    def __init__(self, rng, vocabulary, watched, count, sizes):
        self.count, self.texts, self.watched = count, [], []
        for size in rng.choices(sizes, k=count):
            words = vocabulary.drawn.many(rng, size)
            self.texts.append(" ".join(words))
            self.watched.append(tuple(watched.intersection(words)))

    def take(self, rng, count):
        """([sentences], set of the watched words in them)."""
        places = [int(rng.random() * self.count) for _ in range(count)]
        watched = self.watched
        return [self.texts[place] for place in places], {word for place in places for word in watched[place]}


def prose(sentences):
    """Sentences in paragraphs of five."""
    sentences = [sentence.capitalize() for sentence in sentences]
    return "\n\n".join(
        ". ".join(sentences[first:first + PARAGRAPH]) + "." for first in range(0, len(sentences), PARAGRAPH))
