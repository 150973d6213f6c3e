"""Says how the archive understands a date, while a curator writes it."""
from django.http import JsonResponse

from archive.curation.guards import allowed
from archive.edtf import MAX_LENGTH
from archive.edtf.natural import read_date


@allowed("document", "see")
def read(request):
    """{"edtf", "words", "write", "alternatives": [{"edtf", "words", "write"}], "problem"} of ?q=."""
    return JsonResponse(read_date(request.GET.get("q", "")[:MAX_LENGTH + 1]).as_plain())
