"""What was counted is kept for a while: turning a page or sorting anew counts nothing.

Keys name the generation of the index, so no count outlives the documents that it
counted. How much is kept is limited by the number of values, which is what takes memory.
"""
import threading
from collections import OrderedDict

MOST_VALUES = 150_000  # about 25 MB


class CountCache:
    """{key: {name of a facet, or of a pair of them: {value: documents}}}, least recently used out first.

    Safe among threads.
    """

    def __init__(self, most_values=MOST_VALUES):
        self._most, self._held = most_values, 0
        self._entries = OrderedDict()
        self._turn = threading.Lock()

    def get(self, key):
        """A new dictionary of what is kept for a key; the values in it are not to be changed."""
        with self._turn:
            if key not in self._entries:
                return {}
            self._entries.move_to_end(key)
            return dict(self._entries[key])

    def add(self, key, counted):
        """Keep these facets beside those that are kept already."""
        with self._turn:
            entry = self._entries.setdefault(key, {})
            self._entries.move_to_end(key)
            for name, values in counted.items():
                self._held += len(values) - len(entry.get(name, ()))
                entry[name] = values
            while self._held > self._most and len(self._entries) > 1:
                _key, removed = self._entries.popitem(last=False)
                self._held -= sum(map(len, removed.values()))

    def clear(self):
        with self._turn:
            self._entries.clear()
            self._held = 0
