"""What of a sentence its writer says: without the words in quotation marks, which are others'."""

import re

_QUOTED = re.compile(
    r"„[^“”\"„]{1,400}[“”\"]|»[^«»]{1,400}«|«[^«»]{1,400}»|\"[^\"]{1,400}\"|‚[^‘’‚]{1,400}[‘’]"
)


def unquoted(text: str) -> str:
    """The text with every quotation blanked, letter by letter: places in it stay what they were."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)
