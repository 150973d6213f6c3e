"""What of a document can be looked at beside a form: its text, its pages and pictures, its sound and film."""
from dataclasses import dataclass

from archive.models import Holding
from archive.originals.viewers import AUDIO, IMAGE, OPENED_UNASKED, PDF, VIDEO, kind_of
from archive.permissions import sees

HAVE_VIEWERS = frozenset((PDF, IMAGE, AUDIO, VIDEO))


@dataclass(frozen=True)
class LeafFile:
    """One file of the document. `pictures` are its Derivatives in order of pages; `kind` says which viewer fits it."""

    holding: object
    pictures: tuple
    kind: str

    @property
    def is_shown(self):
        return self.kind in HAVE_VIEWERS or bool(self.pictures)

    @property
    def picture(self):
        """The small picture that stands where the viewer will, or None."""
        return next(iter(self.pictures), None)

    @property
    def waits(self):
        """Too large to be fetched before somebody asks for it; of a PDF only the page that is seen is fetched."""
        return self.kind == IMAGE and self.holding.original.size > OPENED_UNASKED


def leaf_of(record, user):
    """{"leaf_files": [LeafFile], "leaf_pictures": whether there is something beside the text, ...}.

    A part shows the files of its whole, to whoever may see that. `record` comes from `find_record`.
    """
    holder = record.parent if record.is_part else record
    files = [_file(holding) for holding in (_of_whole(holder, user) if record.is_part else record.holdings.all())]
    return {
        "leaf_files": files, "leaf_holder": holder, "leaf_pictures": any(one.is_shown for one in files),
        "leaf_viewers": any(one.kind in (PDF, IMAGE) for one in files),
    }


def _of_whole(whole, user):
    """Its holdings with their files; none of a whole that `user` may not see."""
    if not sees(user, whole):
        return Holding.objects.none()
    return whole.holdings.select_related("original").prefetch_related("original__derivatives")


def _file(holding):
    pictures = tuple(sorted(holding.original.derivatives.all(), key=lambda made: made.page))
    return LeafFile(holding, pictures, kind_of(holding.original.media_type, bool(pictures)))
