"""Every type of file has the viewer that fits it, and what has none says so."""
import pytest

from archive.originals.viewers import kind_of


@pytest.mark.parametrize(("media_type", "has_picture", "kind"), [
    ("application/pdf", False, "pdf"), ("image/jpeg", True, "image"), ("image/webp", False, "image"),
    ("image/tiff", True, "picture"), ("image/tiff", False, ""), ("image/svg+xml", False, ""),
    ("audio/wav", False, "audio"), ("video/mp4", True, "video"), ("text/html", False, ""), ("text/plain", False, ""),
    ("application/zip", False, ""), ("", False, ""),
])
def test_each_type_has_its_viewer(media_type, has_picture, kind):
    assert kind_of(media_type, has_picture) == kind
