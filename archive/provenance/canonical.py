"""One byte-exact way to write a value down, so that its hash can be computed again."""
import hashlib
import json


def canonical_json(value):
    """`value` as JSON with sorted keys, no spaces and no escaped letters (as RFC 8785 orders them)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def sha256_of(text):
    """SHA-256 of a text in UTF-8, 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
