"""How fast files become acknowledged drafts, beside the floor: hash, write and sync of the same bytes."""
import os
import time
from pathlib import Path

from bench.store import write_floor

MEGABYTE = 1024**2
SIZES = ((1, 400), (16, 40), (256, 4))  # megabytes, files


def measure_ingest(scratch, n):
    """Rows: small text documents per second, then large recordings in MB/s; all durable."""
    from archive.ingest.reading import reading_room

    with reading_room():  # its processes start once and are not what is measured
        _ingest(_small(scratch / "first", 20))
        rows = [_row("ingest small text", _small(scratch / "small", n), scratch, "documents/s")]
        for megabytes, count in SIZES:
            folder = _recordings(scratch / f"of-{megabytes}", megabytes, count)
            rows.append(_row(f"ingest {megabytes} MB recordings", folder, scratch, "MB/s"))
    return rows


def _small(folder, n):
    folder.mkdir()
    for number in range(n):
        lines = (f"{folder.name} {number}, line {line}: the water stood as it stood before.\n" for line in range(30))
        (folder / f"note-{number}.txt").write_text("".join(lines))
    return folder


def _recordings(folder, megabytes, count):
    """WAV files of noise: parsers recognise them, and nothing can be compressed away."""
    folder.mkdir()
    size = megabytes * MEGABYTE
    head = (b"RIFF" + (size - 8).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
            + bytes.fromhex("01000100803e0000007d000002001000") + b"data" + (size - 44).to_bytes(4, "little"))
    for number in range(count):
        with (folder / f"recording-{number}.wav").open("wb") as target:
            target.write(head)
            for _ in range(megabytes - 1):
                target.write(os.urandom(MEGABYTE))
            target.write(os.urandom(MEGABYTE - len(head)))
    return folder


def _row(name, folder, scratch, unit):
    files = sorted(folder.iterdir())
    size = sum(path.stat().st_size for path in files)
    amount = len(files) if unit == "documents/s" else size / 1e6
    before = _seconds(_floor, files, scratch / "floor")
    ingest = _seconds(_ingest, folder)
    floor = (before + _seconds(_floor, files, scratch / "floor")) / 2  # the machine may be busy now and then
    for path in files:
        path.unlink()
    return {"name": name, "n": len(files), "unit": unit, "value": amount / ingest, "floor": amount / floor}


def _ingest(folder):
    from archive.ingest.described import batch_label, ingest_described, plan_ingest
    from archive.ingest.operator import find_operator

    sources, _sheets = plan_ingest([folder])
    batch = ingest_described(sources, None, find_operator(), label=batch_label([folder]))
    if batch.counts()["created"] != len(sources):
        raise RuntimeError(f"not everything was created: {batch.counts()}")


def _floor(files, target):
    for path in files:
        write_floor(Path(target), path.read_bytes())


def _seconds(task, *arguments):
    started = time.perf_counter()
    task(*arguments)
    return time.perf_counter() - started
