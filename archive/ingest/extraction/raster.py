"""Makes thumbnails: new pixels in a new file, so that nothing hidden comes along."""

import io

from PIL import Image, ImageOps

from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.source import Refused
from archive.ingest.extraction.types import Thumbnail

QUALITY = 80
SIXTEEN_BITS = 1 / 256


def make_thumbnail(image: Image.Image, limits: Limits, page: int = 1) -> Thumbnail:
    """Return a WebP of at most `thumbnail_pixels` a side, upright, without metadata."""
    side = limits.thumbnail_pixels
    image = ImageOps.exif_transpose(_shrunk(_displayable(image), side))
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    encoded = io.BytesIO()
    bare.save(encoded, "WEBP", quality=QUALITY, exif=b"", xmp=b"", icc_profile=None)
    data = encoded.getvalue()
    if len(data) > limits.max_thumbnail_bytes:
        raise Refused(f"The thumbnail would be larger than {limits.max_thumbnail_bytes:,} bytes.")
    return Thumbnail(data, "image/webp", *bare.size, page)


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _displayable(image: Image.Image) -> Image.Image:
    """Return the image in a mode that WebP holds, keeping its orientation tag."""
    if image.mode in {"RGB", "RGBA"}:
        return image
    orientation = image.getexif().get(Image.ExifTags.Base.Orientation)
    if image.mode.startswith("I;16"):
        converted = image.point(lambda value: value * SIXTEEN_BITS).convert("L").convert("RGB")
    else:
        has_alpha = image.mode in {"LA", "PA", "La", "RGBa"} or "transparency" in image.info
        converted = image.convert("RGBA" if has_alpha else "RGB")
    if orientation:
        converted.getexif()[Image.ExifTags.Base.Orientation] = orientation
    return converted
