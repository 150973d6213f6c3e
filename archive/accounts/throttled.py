"""A refusal because of too many attempts is told as such, to people in words and to machines by its status."""
from functools import wraps
from http import HTTPStatus

CODES = {"too_many_login_attempts", "rate_limited"}


def throttled(view):
    """Answer 429 where allauth refused the form of `view` for too many attempts; it shows why by itself."""
    @wraps(view)
    def told(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        forms = [(getattr(response, "context_data", None) or {}).get(name) for name in ("form", "webauthn_form")]
        if any(_codes(form) & CODES for form in forms if form is not None):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response
    return told


def _codes(form):
    return {error.code for errors in form.errors.as_data().values() for error in errors}
