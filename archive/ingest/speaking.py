"""Work that is handed to another thread goes on in the language of whoever asked: reasons are kept as written."""
from functools import wraps

from django.utils.translation import get_language, override


def in_this_language(function):
    """`function`, to be called in any thread with the language that is active here now."""
    language = get_language()

    @wraps(function)
    def speaking(*given, **named):
        with override(language):
            return function(*given, **named)
    return speaking
