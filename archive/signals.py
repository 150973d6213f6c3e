"""What the archive announces to whoever listens, after commit.

`document_published` and `document_withdrawn` are sent with `identifier`, the permanent
identifier of a Document. `name_changed` is sent with `record`, a saved Agent, Subject,
Place, StanceTarget, Genre or Collection that published documents may name, or a Codebook. These are
the only signals that cross from the archive to another app.
"""
from django.dispatch import Signal

document_published = Signal()
document_withdrawn = Signal()
name_changed = Signal()
