"""The database holds evidence only where it stands, and only if it stands in one place.

Offsets count Unicode code points on both databases: not bytes, not UTF-16 units.
"""
import pytest
from django.db import DataError, IntegrityError, transaction

from archive.models import EvidenceSpan, TextVersion
from archive.stance.anchor import Quote, anchor
from tests.archive.provenance.damage import execute
from tests.archive.stance.texts import keep_text

pytestmark = pytest.mark.django_db

TEXT = "The wall fell. They say the wall fell by itself; we say it was pushed."
SPAN = {"start": 49, "end": 68, "exact": "we say it was pushe", "prefix": "; ", "suffix": "d."}


@pytest.fixture
def version():
    return keep_text(TEXT)


def refused():
    return pytest.raises((IntegrityError, DataError))


def test_a_span_that_stands_there_is_kept(version):
    assert TEXT[49:68] == SPAN["exact"]
    EvidenceSpan.objects.create(text_version=version, **{**SPAN, "prefix": "; ", "suffix": "d."})
    assert EvidenceSpan.objects.count() == 1


WRONG = {
    "another exact": {"exact": "we say it was pulle"},
    "the exact in another case": {"exact": "We say it was pushe"},
    "a shorter exact": {"exact": "we say it was push"},
    "a longer exact": {"exact": "we say it was pushed"},
    "no exact": {"exact": ""},
    "another prefix": {"prefix": ", "},
    "a prefix from farther away": {"prefix": "by"},
    "another suffix": {"suffix": "d!"},
    "a suffix past the end": {"suffix": "d.."},
    "a start one to the left": {"start": 48},
    "a start one to the right": {"start": 50},
    "both ends one to the right": {"start": 50, "end": 69},
    "an end before the start": {"end": 40},
    "an end at the start": {"end": 49, "exact": ""},
    "an end past the text": {"end": 200},
    "an end too near, where no suffix tells": {"end": 60, "suffix": ""},
    "an end too far, where no suffix tells": {"end": 69, "suffix": ""},
    "places past the text": {"start": 300, "end": 319},
    "a place in the text and none in the row": {"start": 0, "end": 0, "exact": "", "prefix": "", "suffix": ""},
    "a negative start": {"start": -1},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_span_that_does_not_stand_there_is_refused(version, wrong):
    fields = {**SPAN, "text_version": version, **WRONG[wrong]}
    for save in (lambda: EvidenceSpan.objects.create(**fields),
                 lambda: EvidenceSpan.objects.bulk_create([EvidenceSpan(**fields)])):
        with refused(), transaction.atomic():
            save()
    assert not EvidenceSpan.objects.exists()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_span_that_stood_there_cannot_be_moved_away(version, wrong):
    span = EvidenceSpan.objects.create(text_version=version, **SPAN)
    columns = ", ".join(f'"{name}" = %s' for name in WRONG[wrong])
    with refused(), transaction.atomic():
        execute(f"UPDATE archive_evidencespan SET {columns} WHERE id = {span.pk}", *WRONG[wrong].values())
    with refused(), transaction.atomic():
        EvidenceSpan.objects.filter(pk=span.pk).update(**WRONG[wrong])


def test_a_span_cannot_be_moved_to_another_text(version):
    span = EvidenceSpan.objects.create(text_version=version, **SPAN)
    span.text_version = keep_text("Another text that is just as long as the first one, or even longer than it.")
    with pytest.raises(IntegrityError, match="exactly one place"), transaction.atomic():
        span.save()


@pytest.mark.parametrize(("text", "start", "exact", "prefix", "suffix"), [
    (TEXT, 4, "wall fell", "", ""),
    (TEXT, 28, "wall fell", "", ""),
    (TEXT, 4, "wall fell", "he ", ""),
    ("no no", 0, "no", "", ""),
    ("no no", 3, "no", "", ""),
    ("aaa", 0, "aa", "", ""),
    ("aaa", 1, "aa", "", ""),
    ("so it is, so it is, so it is.", 10, "so it is", "", ", "),
])
def test_a_quote_that_stands_twice_is_refused(text, start, exact, prefix, suffix):
    assert text[start:start + len(exact)] == exact
    with pytest.raises(IntegrityError, match="exactly one place"), transaction.atomic():
        EvidenceSpan.objects.create(text_version=keep_text(text), start=start, end=start + len(exact), exact=exact,
                                    prefix=prefix, suffix=suffix)


@pytest.mark.parametrize(("start", "prefix", "suffix"), [
    (4, "The ", ""), (4, "", "."), (28, "say the ", ""), (28, "", " by"),
])
def test_context_tells_two_places_apart(version, start, prefix, suffix):
    EvidenceSpan.objects.create(text_version=version, start=start, end=start + 9, exact="wall fell",
                                prefix=prefix, suffix=suffix)


SCRIPTS = {
    "emoji before and in it": "🕊🔥 they said 🧱 fell 🕊 today",
    "flags and joined emoji": "🇮🇷🇫🇷 and 👩‍👩‍👧 said: 𝐛𝐨𝐥𝐝 claims 𐎠𐎡",
    "Persian with ZWNJ": "آن‌ها می‌گویند دیوار فرو‌ریخت؛ ما می‌گوییم فروریخت.",
    "combining marks": "Cafe\u0301 and café; nai\u0308ve and naïve: e\u0301e\u0301",
    "no-break spaces": "30\u00a0000\u202fpersons said\u00a0so,\u2009and 30 000 did not",
    "line ends of each kind": "one\r\ntwo\nthree\rfour\u2028five\x85six",
    "direction marks": "\u200fسلام\u200e hello \u2067عالم\u2069 .",
    "LIKE's own signs": "100% _sure_ 'quoted' \"twice\" \\back\\ %s {}",
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_offsets_are_code_points_in_every_script(script):
    text = SCRIPTS[script]
    version = keep_text(text)
    assert version.length == len(text)
    for start in range(len(text)):
        for end in (start + 1, start + 3, start + 7):
            if end <= len(text):
                passage = anchor(text, Quote(text[start:end], start=start))
                span = EvidenceSpan.objects.create(text_version=version, **vars(passage))
                span.refresh_from_db()
                assert (span.exact, text[span.start:span.end]) == (text[start:end], text[start:end])


@pytest.mark.parametrize(("units", "measure"), [
    ("UTF-16 units", lambda text: len(text.encode("utf-16-le")) // 2), ("bytes", lambda text: len(text.encode())),
])
def test_offsets_in_other_units_are_refused(units, measure):
    text, exact = "🕊 آن‌ها said so", "said so"
    before, _after = text.split(exact)
    version = keep_text(text)
    start = measure(before)
    assert start != len(before), units
    with refused(), transaction.atomic():
        EvidenceSpan.objects.create(text_version=version, start=start, end=start + len(exact), exact=exact)


def test_a_composed_letter_is_not_its_decomposed_look_alike():
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceSpan.objects.create(text_version=keep_text("a cafe\u0301 b"), start=2, end=6, exact="caf\u00e9")


@pytest.mark.parametrize("length", [len(TEXT) - 1, len(TEXT) + 1, len(TEXT.encode("utf-16-le"))])
def test_a_text_with_another_length_than_it_has_is_refused(version, length):
    with pytest.raises(IntegrityError, match="code_points"), transaction.atomic():
        TextVersion.objects.create(original=version.original, kind="main", text=TEXT, sha256="1" * 64,
                                   length=length, tool="tests")
