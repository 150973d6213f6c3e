"""The site's settings with a scratch place for files and a fast password hasher."""
import os
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="standpoint-tests-"))
os.environ.setdefault("VAR_ROOT", str(SCRATCH / "var"))
os.environ.setdefault("MEDIA_ROOT", str(SCRATCH / "media"))

from archive.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
