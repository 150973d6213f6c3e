"""One file per task of the desk."""
