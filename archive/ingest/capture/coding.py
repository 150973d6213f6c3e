"""An answer without the coding of its transfer: what a browser would save as the file."""
import zlib

BLOCK = 64 * 1024
KINDS = {"gzip": 47, "x-gzip": 47, "deflate": 47}  # wbits: zlib or gzip, whichever its head says


def decode(body, coding, target, most):
    """Write the decoded `body` to `target` (Paths); return why it could not be, "" if it was.

    At most `most` bytes are written: a small answer can unfold into a very large file.
    """
    coding = coding.strip().lower()
    if coding not in ("", "identity", *KINDS):
        return f"it is packed as “{coding}”, which is not unpacked here"
    unpacker = zlib.decompressobj(KINDS[coding]) if coding in KINDS else None
    written = 0
    try:
        with body.open("rb") as packed, target.open("wb") as file:
            for piece in _pieces(packed, unpacker):
                written += len(piece)
                if written > most:
                    return "unpacked, it is larger than a capture may be"
                file.write(piece)
    except zlib.error:
        return "it is damaged and cannot be unpacked"
    if unpacker is not None and not unpacker.eof:
        return "it is damaged and cannot be unpacked to its end"
    return ""


def _pieces(packed, unpacker):
    """Pieces of the decoded file, none much larger than BLOCK."""
    while block := packed.read(BLOCK):
        if unpacker is None:
            yield block
            continue
        while block and not unpacker.eof:
            yield unpacker.decompress(block, BLOCK)
            block = unpacker.unconsumed_tail
