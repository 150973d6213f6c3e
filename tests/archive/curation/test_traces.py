"""Before publication the desk warns of what an original says beyond its content."""
import pytest
from django.urls import reverse

from archive.curation.traces import traces_in
from archive.models import Original

EXIF = {"embedded": {}, "technical": {"exif": {
    "image": {"Artist": "Ada", "GPSInfo": 26}, "exif": {"BodySerialNumber": "1234"},
    "gps": {"GPSLatitude": [35.7, 0, 0], "GPSLongitude": [51.4, 0, 0]}}}}


@pytest.mark.parametrize(("metadata", "words"), [
    (EXIF, ("the place where it was made", "an author or owner", "the serial number")),
    ({"embedded": {"author": "Ada"}, "technical": {}}, ("an author or owner",)),
    ({"technical": {"exif": {"exif": {"CameraOwnerName": "Ada"}}}}, ("an author or owner",)),
    ({"technical": {"embedded": {"xmp": "<x exif:GPSLatitude='35,42N'/>"}}}, ("the place where it was made",)),
    ({"embedded": {"author": ""}, "technical": {"exif": {"image": {"Artist": None, "GPSInfo": 26}}}}, ()),
    ({"embedded": {"title": "The author"}, "technical": {"image": {"width": 3}}}, ()),
    ({}, ()),
])
def test_each_trace_is_named_and_no_other(metadata, words):
    found = traces_in(Original(sha256="0" * 64, private_metadata=metadata))
    assert len(found) == len(words)
    for sentence, word in zip(found, words, strict=True):
        assert word in sentence
        assert "consider a stricter access level" in sentence


@pytest.mark.django_db
def test_the_page_that_decides_shows_the_warning(clients, draft):
    Original.objects.update(private_metadata=EXIF)
    words = clients["reviewer"].get(reverse("curation:document", args=[draft.identifier])).content.decode()
    assert "contains the place where it was made (GPS)" in words
