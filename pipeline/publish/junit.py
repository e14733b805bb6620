"""An evaluation as JUnit XML, which every build server shows: a suite each, a case per metric and obstacle.

Kinds of trouble stay apart: a wrong text is a failure; what nobody judged, a model or a judge of ours that
failed, and missing cases or lines are errors of that type. What a person let pass is a case that passed and
says so. There is no time in it: the same verdict gives the same bytes.
"""

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from pipeline.evaluation.nouns import Granted, Obstacle
from pipeline.evaluation.results import Evaluation, Metric, SuiteResult

ANY_RELEASE = "release"
"""The name under which stands what is in the way of any release, whatever suites it declares."""
NOT_PART = "nicht Teil dieser Freigabe"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def junit(evaluation: Evaluation) -> str:
    """The whole document, in UTF-8."""
    ruling = evaluation.ruling
    project = evaluation.about.project if evaluation.about is not None else ""
    root = Element("testsuites", name=_plain(f"szenario eval {project}".strip()))
    names = [one.name for one in evaluation.suites]
    general = [one for one in ruling.obstacles if one.suite not in names]
    passed = [one for one in ruling.waived if one.obstacle.suite not in names]
    if general or passed:
        _filled(SubElement(root, "testsuite", name=ANY_RELEASE), ANY_RELEASE, general, passed)
    for suite in evaluation.suites:
        _suite(root, suite, ruling.obstacles, ruling.waived)
    for left in evaluation.not_part:
        place = SubElement(root, "testsuite", name=left.name)
        SubElement(_case(place, left.name, left.title), "skipped", message=NOT_PART)
    for place in root:
        _count(place, place)
    _count(root, root.iter("testcase"))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(
    root: Element, suite: SuiteResult, obstacles: Sequence[Obstacle], waived: Sequence[Granted]
) -> None:
    place = SubElement(root, "testsuite", name=suite.name)
    mine = [one for one in obstacles if one.suite == suite.name]
    let_pass = [one for one in waived if one.obstacle.suite == suite.name]
    for metric in suite.metrics:
        told = next((one for one in mine if one.metric == metric.name), None)
        granted = next((one for one in let_pass if one.obstacle.metric == metric.name), None)
        _of_metric(_case(place, suite.name, metric.name), metric, told, granted)
    _filled(
        place,
        suite.name,
        [one for one in mine if not one.metric],
        [one for one in let_pass if not one.obstacle.metric],
    )


def _of_metric(case: Element, metric: Metric, obstacle: Obstacle | None, granted: Granted | None) -> None:
    """One that does not pass though no obstacle says so counts findings, which are cases of their own."""
    if obstacle is not None:
        _wrong(case, obstacle.cause, obstacle.message)
    elif granted is not None:
        _let_pass(case, granted)
    elif metric.verdict != "pass":
        _wrong(
            case, "text", f"{metric.title}: Die Befunde dazu stehen einzeln in dieser Suite. {metric.told}"
        )
    else:
        SubElement(case, "system-out").text = _plain(f"{metric.title}. {metric.told}".strip())


def _filled(place: Element, suite: str, obstacles: Sequence[Obstacle], waived: Sequence[Granted]) -> None:
    """Obstacles that stand, and then those that were let pass."""
    for one in obstacles:
        _wrong(_case(place, suite, _name_of(one)), one.cause, one.message)
    for granted in waived:
        _let_pass(_case(place, suite, _name_of(granted.obstacle)), granted)


def _name_of(one: Obstacle) -> str:
    where = f"{one.cluster} Satz {one.sentence}" if one.sentence else one.cluster
    return f"{one.id} {one.kind} {where}".strip()


def _wrong(case: Element, cause: str, message: str) -> None:
    tag = "failure" if cause == "text" else "error"
    SubElement(case, tag, type=cause, message=_plain(message)).text = _plain(message)


def _let_pass(case: Element, granted: Granted) -> None:
    by, message = granted.waiver.by, granted.obstacle.message
    told = f"Zugelassen von {by}: {granted.waiver.reason} ({message})"
    SubElement(case, "system-out").text = _plain(told)


def _case(place: Element, suite: str, name: str) -> Element:
    return SubElement(place, "testcase", classname=f"szenario.{suite}", name=_plain(name))


def _count(place: Element, cases: Iterable[Element]) -> None:
    """Put in how many cases there are, and how many of each kind."""
    every = list(cases)
    place.set("tests", str(len(every)))
    for name, tag in _COUNTED.items():
        place.set(name, str(sum(one.find(tag) is not None for one in every)))


def _plain(text: str) -> str:
    """Text without what no XML may hold, not even escaped."""
    return _NOT_IN_XML.sub("�", text)
