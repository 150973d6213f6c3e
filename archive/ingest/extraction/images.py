"""Images: a thumbnail, and EXIF that is kept privately (it may name a person or a place)."""

import math
from collections.abc import Iterator

from PIL import ExifTags, Image, TiffImagePlugin

from archive.ingest.extraction.findings import Finding, Pages, PrivateMetadata
from archive.ingest.extraction.limits import Limits
from archive.ingest.extraction.raster import make_thumbnail
from archive.ingest.extraction.software import tool
from archive.ingest.extraction.source import Refused, Source
from archive.ingest.extraction.stages import attempt

# Each file is opened only as what it was identified as: no format is tried by chance.
FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/gif": ("GIF",),
    "image/webp": ("WEBP",),
    "image/tiff": ("TIFF",),
    "image/bmp": ("BMP",),
    "image/avif": ("AVIF",),
}
DIRECTORIES = {"exif": ExifTags.IFD.Exif, "gps": ExifTags.IFD.GPSInfo}
MAX_VALUES = 500
MAX_STRING = 2_000


def extract(source: Source, limits: Limits, media_type: str) -> Iterator[Finding]:
    """Yield the dimensions and EXIF, privately, and a thumbnail of the first frame."""
    Image.MAX_IMAGE_PIXELS = None  # `_decodable` refuses too large ones, in plain words.
    yield from attempt("metadata", limits, _describe, source, media_type)
    yield from attempt("private metadata", limits, _private, source, limits, media_type)
    yield from attempt("thumbnail", limits, _thumbnail, source, limits, media_type)


def _open(source: Source, media_type: str) -> Image.Image:
    return Image.open(source.rewound(), formats=FORMATS[media_type])


def _decodable(source: Source, limits: Limits, media_type: str) -> Image.Image:
    """Return an image whose pixels may be decoded; raise Refused if they are too many.

    JPEGs are decoded at a reduced size, so only what is left of them counts.
    """
    image = _open(source, media_type)
    width, height = image.size
    image.draft("RGB", (2 * limits.thumbnail_pixels, 2 * limits.thumbnail_pixels))
    if image.width * image.height > limits.max_pixels:
        raise Refused(
            f"The image has {width:,} x {height:,} pixels and is not decoded; at most {limits.max_pixels:,} pixels are."
        )
    return image


def _describe(source: Source, media_type: str) -> Iterator[Finding]:
    yield tool("pillow")
    image = _open(source, media_type)
    frames = getattr(image, "n_frames", 1)
    found = {"width": image.width, "height": image.height, "mode": image.mode, "frames": frames}
    yield PrivateMetadata("image", found)
    if media_type == "image/tiff":
        yield Pages(frames)


def _private(source: Source, limits: Limits, media_type: str) -> Iterator[Finding]:
    """Read EXIF; of a PNG, Pillow decodes all pixels to find it."""
    image = _decodable(source, limits, media_type)
    if exif := _exif(image):
        yield PrivateMetadata("exif", exif)
    if embedded := _embedded(image):
        yield PrivateMetadata("embedded", embedded)


def _thumbnail(source: Source, limits: Limits, media_type: str) -> Iterator[Finding]:
    yield make_thumbnail(_decodable(source, limits, media_type), limits)


def _exif(image: Image.Image) -> dict:
    """Return all EXIF directories by tag name, as values that JSON can hold."""
    exif = image.getexif()
    found = {"image": _named(exif, ExifTags.TAGS)}
    for heading, directory in DIRECTORIES.items():
        names = ExifTags.GPSTAGS if heading == "gps" else ExifTags.TAGS
        found[heading] = _named(exif.get_ifd(directory), names)
    return {heading: values for heading, values in found.items() if values}


def _named(directory, names: dict[int, str]) -> dict:
    items = list(directory.items())[:MAX_VALUES]
    return {str(names.get(tag, tag)): as_json(value) for tag, value in items}


def _embedded(image: Image.Image) -> dict:
    """Return text chunks, comments and XMP, which name people as EXIF does."""
    texts = {
        str(key): as_json(value)
        for key, value in list(image.info.items())[:MAX_VALUES]
        if key in {"comment", "xmp", "XML:com.adobe.xmp"}
    }
    return texts | {str(k): as_json(v) for k, v in list(getattr(image, "text", {}).items())}


def as_json(value, depth: int = 3):
    """Return an EXIF value as JSON can hold it: rationals as numbers, bytes as text or hex."""
    if isinstance(value, TiffImagePlugin.IFDRational):
        value = float(value) if value.denominator else None
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, bytes):
        short = value[:MAX_STRING]
        return short.decode("utf-8").rstrip("\x00") if _is_text(short) else short.hex()
    if isinstance(value, (tuple, list)) and depth:
        return [as_json(item, depth - 1) for item in value[:MAX_VALUES]]
    if isinstance(value, dict) and depth:
        return {str(key): as_json(item, depth - 1) for key, item in value.items()}
    return str(value)[:MAX_STRING]


def _is_text(value: bytes) -> bool:
    try:
        return value.decode("utf-8").rstrip("\x00").isprintable()
    except UnicodeDecodeError:
        return False
