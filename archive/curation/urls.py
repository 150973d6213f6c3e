"""The map of the curators' desk."""
from django.urls import path

from archive.curation.views import correct, decide, describe, desk, document, file, intake, label, revision, suggest
from archive.workflow.states import TRANSITIONS

app_name = "curation"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("queues/<slug:name>/", desk.queue, name="queue"),
    path("intake/", intake.intake, name="intake"),
    path("batches/<str:identifier>/", intake.batch, name="batch"),
    path("agents/", suggest.agents, name="agents"),
    path("documents/<str:identifier>/", document.document, name="document"),
    path("documents/<str:identifier>/describe/", describe.describe, name="describe"),
    path("documents/<str:identifier>/label/", label.label, {"kind": "stance"}, name="label"),
    path("documents/<str:identifier>/claim/", label.label, {"kind": "claim"}, name="claim"),
    path("documents/<str:identifier>/quotation/", label.label, {"kind": "quotation"}, name="quotation"),
    path("documents/<str:identifier>/revisions/<int:version>/", revision.revision, name="revision"),
    path("documents/<str:identifier>/files/<str:sha256>/", file.original, name="file"),
    path("documents/<str:identifier>/thumbnails/<str:sha256>/", file.thumbnail, name="thumbnail"),
    path("stances/<str:identifier>/correct/", correct.correct, name="correct-label"),
    path("stances/<str:identifier>/decide/", decide.decide_label, name="decide-label"),
    # curation:submit, curation:publish ...: one address for each move that the policy knows.
    *(path(f"documents/<str:identifier>/{name}/", decide.move, {"transition": name}, name=name)
      for name in TRANSITIONS),
]
