"""How much of anything one file may take: the one place where the numbers stand."""

from dataclasses import dataclass, fields

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Limits for the process that reads one file. All must be positive.

    Sizes are in bytes, times in seconds. `memory_bytes` is counted above what the
    process already holds when it is forked.
    """

    wall_seconds: float = 60.0
    cpu_seconds: int = 50
    memory_bytes: int = 1024 * MEBIBYTE
    max_characters: int = 5_000_000
    max_parsed_bytes: int = 128 * MEBIBYTE
    max_pages: int = 5_000
    max_pixels: int = 100_000_000
    max_unpacked_bytes: int = 256 * MEBIBYTE
    max_unpacked_ratio: int = 200
    max_thumbnail_bytes: int = MEBIBYTE // 2
    thumbnail_pixels: int = 480
    max_metadata_characters: int = 10_000
    max_private_characters: int = 200_000

    def __post_init__(self):
        for field in fields(self):
            if not getattr(self, field.name) > 0:
                raise ValueError(f"{field.name} must be greater than zero")

    @property
    def stage_seconds(self) -> float:
        """What one stage may take, so that a slow one leaves time for the next."""
        return self.wall_seconds * 0.6

    @property
    def max_output_bytes(self) -> int:
        """The most that the parent reads from one child: two texts and the small things."""
        texts = 2 * 4 * self.max_characters
        small = 8 * (self.max_private_characters + 10 * self.max_metadata_characters)
        return texts + self.max_thumbnail_bytes + small + MEBIBYTE
