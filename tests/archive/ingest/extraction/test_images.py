"""Images give a bare thumbnail; what they carry beside pixels stays private."""

import io

import pytest
from PIL import Image

from tests.archive.ingest.extraction.samples import picture

CAMERA = "Canary Camera 77"
GPS_LATITUDE = (35.0, 41.0, 21.5)
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>CANARY-XMP</dc:creator></x:xmpmeta>"


def photograph(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[Image.ExifTags.Base.Make] = CAMERA
    exif[Image.ExifTags.Base.Orientation] = orientation
    exif.get_ifd(Image.ExifTags.IFD.GPSInfo)[2] = GPS_LATITUDE
    return picture("JPEG", size=(800, 400), exif=exif, xmp=XMP, icc_profile=b"fake" * 40)


def test_exif_with_position_is_read_privately(extract):
    private = extract(photograph()).private_metadata
    assert private["exif"]["image"]["Make"] == CAMERA
    assert private["exif"]["gps"]["GPSLatitude"] == list(GPS_LATITUDE)
    assert private["image"]["width"] == 800
    assert "CANARY-XMP" in private["embedded"]["xmp"]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_thumbnails_carry_no_exif_xmp_or_profile(extract, format):
    source, saved = Image.open(io.BytesIO(photograph())), io.BytesIO()
    source.save(saved, format, exif=source.getexif(), xmp=XMP, icc_profile=b"fake" * 40)
    (thumbnail,) = extract(saved.getvalue()).thumbnails
    image = Image.open(io.BytesIO(thumbnail.data))
    image.load()
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile"} & set(image.info)
    for secret in (CAMERA.encode(), b"CANARY", b"EXIF", b"XMP ", b"ICCP", b"fake"):
        assert secret not in thumbnail.data
    assert (thumbnail.media_type, thumbnail.width, thumbnail.height) == ("image/webp", 480, 240)


def test_orientation_is_applied(extract):
    (thumbnail,) = extract(photograph(orientation=6)).thumbnails
    assert (thumbnail.width, thumbnail.height) == (240, 480)


def test_the_first_frame_of_an_animation_is_shown(extract):
    saved = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(saved, "GIF", save_all=True, append_images=frames[1:])
    extraction = extract(saved.getvalue())
    shown = Image.open(io.BytesIO(extraction.thumbnails[0].data)).convert("RGB").getpixel((10, 10))
    assert shown[0] > 200
    assert shown[2] < 60
    assert extraction.private_metadata["image"]["frames"] == 2


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_mode_gets_a_thumbnail(extract, mode):
    saved = io.BytesIO()
    Image.new(mode, (30, 20)).save(saved, "TIFF")
    extraction = extract(saved.getvalue())
    assert [(t.width, t.height) for t in extraction.thumbnails] == [(30, 20)]


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
def test_a_truncated_image_is_reported(extract, format):
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    saved = io.BytesIO()
    noise.save(saved, format)
    extraction = extract(saved.getvalue()[: len(saved.getvalue()) // 3])
    assert extraction.thumbnails == ()
    assert extraction.failures


def test_a_pixel_bomb_is_not_decoded(extract):
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG", optimize=True)
    assert len(bomb.getvalue()) < 100_000
    extraction = extract(bomb.getvalue())
    assert extraction.thumbnails == ()
    assert "20,000 x 20,000 pixels" in extraction.failures[0].reason


def test_a_large_jpeg_is_decoded_at_a_reduced_size(extract):
    (thumbnail,) = extract(picture("JPEG", size=(12_000, 10_000))).thumbnails
    assert (thumbnail.width, thumbnail.height) == (480, 400)
