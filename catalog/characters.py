"""Characters that neither a page nor a feed can hold, whoever typed or pasted them."""
import re

# What XML 1.0 (2.2) leaves out, with DEL and the C1 controls, which HTML leaves out as well.
UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def showable(text):
    """The text with a space for each of them."""
    return UNSHOWABLE.sub(" ", text)
