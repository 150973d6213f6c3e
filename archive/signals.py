"""What the archive announces to whoever listens, after commit.

Each is sent with `identifier`, the permanent identifier of a Document. These
are the only signals that cross from the archive to another app.
"""
from django.dispatch import Signal

document_published = Signal()
document_withdrawn = Signal()
