"""While a model answers, our own arithmetic for later stages is done: it costs nobody any waiting.

Nothing here is a result. What later stages want is computed once a process and kept where it is made
(language, checks), so doing it early changes nothing but when. What fails here is silent: whoever
needs the thing later meets the error.
"""

import threading
from contextlib import suppress

from pipeline.core.types import Sheet
from pipeline.llm.prompts import load

NEEDED = ("narratives/plan", "narratives/draft", "narratives/revise", "checks/judge", "checks/doubt")


def think_ahead(sheet: Sheet) -> None:
    """Begin, in a thread that ends with the process, what planning and judging this sheet will need."""
    threading.Thread(target=_silently, args=(sheet,), daemon=True).start()


def _silently(sheet: Sheet) -> None:
    with suppress(Exception):
        _prepare(sheet)


def _prepare(sheet: Sheet) -> None:
    from pipeline.checks.matching import matcher_of
    from pipeline.language.grammar import tags
    from pipeline.language.meaning import embed
    from pipeline.language.sentences import sentences
    from pipeline.narratives.material import questions

    for name in NEEDED:
        load(name).prepare()
    tags("Die Nachbarn fahren gemeinsam.")  # the tagger takes seconds to load
    embed(list(questions(sheet).values()))
    for factor in sheet.factors:
        for value in factor.values:
            sentences(value.text)
    matcher_of(sheet)
