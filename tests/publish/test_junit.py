"""JUnit XML of an evaluation: valid whatever stands in a text, and each kind of trouble as what it is."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.evaluation.nouns import Granted, Obstacle, Ruling, Waiver
from pipeline.evaluation.results import Evaluation, Metric, NotPart, SuiteResult
from pipeline.publish.junit import junit

MET = Metric(name="numbers", title="Zahlen", value=1.0, threshold=1.0, reason="So.", verdict="pass")


def obstacle(message: str = "Die 7 steht nirgends.", **more: object) -> Obstacle:
    fields = {"id": "ab12", "cluster": "c1", "sentence": 3, "kind": "zahl_unbelegt", "sort": "block"}
    return Obstacle.model_validate({**fields, "suite": "grounding", "message": message, **more})


def evaluation(*obstacles: Obstacle, metric: Metric = MET, waived: tuple[Granted, ...] = ()) -> Evaluation:
    suite = SuiteResult(number=2, name="grounding", title="Belege", verdict="pass", metrics=(metric,))
    return Evaluation(
        verdict="block" if obstacles else "pass",
        suites=(suite,),
        not_part=(NotPart(number=7, name="qa", title="Fragen"),),
        ruling=Ruling(verdict="pass", obstacles=obstacles, waived=waived),
    )


def read(told: Evaluation) -> Element:
    return ElementTree.fromstring(junit(told).encode("utf-8"))


def case(root: Element, part: str) -> Element:
    [found] = [one for one in root.iter("testcase") if part in (one.get("name") or "")]
    return found


def counts(place: Element) -> tuple[str | None, ...]:
    return tuple(place.get(name) for name in ("tests", "failures", "errors", "skipped"))


def test_a_metric_that_meets_its_line_passes_and_an_undeclared_suite_is_skipped():
    root = read(evaluation())
    assert counts(root) == ("2", "0", "0", "1")
    assert [one.tag for one in case(root, "numbers")] == ["system-out"]
    skipped = case(root, "Fragen").find("skipped")
    assert skipped is not None and skipped.get("message") == "nicht Teil dieser Freigabe"


def test_a_wrong_text_is_a_failure_and_all_else_an_error_of_its_cause():
    found = [obstacle(id=cause, cause=cause) for cause in ("text", "open", "model", "judge", "data")]
    root = read(evaluation(*found))
    told = {one.cause: [(part.tag, part.get("type")) for part in case(root, one.id)] for one in found}
    assert told.pop("text") == [("failure", "text")]
    assert told == {cause: [("error", cause)] for cause in ("open", "model", "judge", "data")}
    assert counts(root) == ("7", "1", "4", "1")
    [grounding] = [one for one in root if one.get("name") == "grounding"]
    assert counts(grounding) == ("6", "1", "4", "0")


def test_a_line_that_is_not_met_is_told_at_its_metric_alone():
    low = MET.model_copy(update={"value": 0.5, "verdict": "block"})
    root = read(evaluation(obstacle("Zahlen: 50 %.", metric="numbers", kind="schwelle"), metric=low))
    [failure] = case(root, "numbers")
    assert (failure.tag, failure.get("message")) == ("failure", "Zahlen: 50 %.")
    assert counts(root) == ("2", "1", "0", "1")


def test_a_metric_whose_findings_stand_on_their_own_fails_too():
    low = MET.model_copy(update={"value": 0.5, "verdict": "block"})
    assert counts(read(evaluation(obstacle(), metric=low))) == ("3", "2", "0", "1")


def test_what_a_person_let_pass_is_a_case_that_passed_and_names_them():
    waiver = Waiver(finding="ab12", by="Eva Beispiel", reason="belegt", date="2026-11-20")
    low = MET.model_copy(update={"value": 0.5, "verdict": "block"})
    granted = (
        Granted(obstacle=obstacle(), waiver=waiver),
        Granted(obstacle=obstacle(metric="numbers"), waiver=waiver),
    )
    root = read(evaluation(metric=low, waived=granted))
    assert counts(root) == ("3", "0", "0", "1")
    assert all(
        "Eva Beispiel" in (case(root, name).findtext("system-out") or "") for name in ("ab12", "numbers")
    )


def test_what_is_in_the_way_of_any_release_stands_first_under_its_own_name():
    root = read(evaluation(obstacle("Rohgerüst.", suite="", sentence=None, kind="rohgeruest")))
    assert root[0].get("name") == "release" and counts(root[0]) == ("1", "1", "0", "0")


@given(st.text(max_size=40))
@example("\x00\x0b\ufffe ]]> & <a> \"'")
def test_any_text_gives_valid_xml(text: str):
    granted = Granted(
        obstacle=obstacle(text), waiver=Waiver(finding="a", by=f"x{text}", reason=f"x{text}", date="")
    )
    told = evaluation(obstacle(text), obstacle(text, suite=""), waived=(granted,))
    assert counts(read(told)) == ("5", "2", "0", "1")
    assert junit(told) == junit(told)
