"""Which viewer fits a file, by its type alone: the same answer at the desk and for readers.

The viewers themselves are in `static/viewing/`.
"""
PDF, IMAGE, PICTURE, AUDIO, VIDEO, NOTHING = "pdf", "image", "picture", "audio", "video", ""
DRAWN_BY_BROWSERS = frozenset(f"image/{name}" for name in ("jpeg", "png", "webp", "gif", "avif", "bmp"))
OPENED_UNASKED = 8 * 1024**2  # bytes; a larger file waits until somebody asks for it


def kind_of(media_type, has_picture):
    """One of the kinds above; PICTURE is the small picture that was drawn of a file without a viewer."""
    if media_type == "application/pdf":
        return PDF
    if media_type in DRAWN_BY_BROWSERS:
        return IMAGE
    family = media_type.partition("/")[0]
    if family in (AUDIO, VIDEO):
        return family
    return PICTURE if has_picture else NOTHING
