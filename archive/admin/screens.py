"""Every screen of the admin by its model, in the order of the index page."""
from django.utils.translation import gettext_lazy as _

from archive import models
from archive.admin.agent import AgentAdmin
from archive.admin.batch import IngestBatchAdmin
from archive.admin.codebook import CodebookAdmin
from archive.admin.collection import CollectionAdmin
from archive.admin.curator import CuratorAdmin
from archive.admin.genre import GenreAdmin
from archive.admin.ledger import EventAdmin
from archive.admin.loaded_word import LoadedWordAdmin
from archive.admin.original import OriginalAdmin
from archive.admin.place import PlaceAdmin
from archive.admin.revision import RevisionAdmin
from archive.admin.subject import SubjectAdmin
from archive.admin.takedown import TakedownCaseAdmin
from archive.admin.target import StanceTargetAdmin
from archive.admin.text import TextVersionAdmin

GROUPS = (
    (_("Authorities"), {
        models.Agent: AgentAdmin,
        models.Subject: SubjectAdmin,
        models.Place: PlaceAdmin,
    }),
    (_("Vocabularies"), {
        models.Collection: CollectionAdmin,
        models.Genre: GenreAdmin,
        models.StanceTarget: StanceTargetAdmin,
        models.Codebook: CodebookAdmin,
        models.LoadedWord: LoadedWordAdmin,
    }),
    (_("Requests and people"), {
        models.TakedownCase: TakedownCaseAdmin,
        models.Curator: CuratorAdmin,
    }),
    (_("Audit trail, read-only"), {
        models.Event: EventAdmin,
        models.Revision: RevisionAdmin,
        models.IngestBatch: IngestBatchAdmin,
        models.Original: OriginalAdmin,
        models.TextVersion: TextVersionAdmin,
    }),
)
