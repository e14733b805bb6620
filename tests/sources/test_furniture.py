"""What repeats at the edges of pages is dropped; headings that only count are not."""

from pipeline.sources.read.lines import without_furniture


def pages(heads: list[str]) -> list[list[str]]:
    return [[head, f"Absatz über Thema {chr(65 + n)}.", "Noch ein Satz."] for n, head in enumerate(heads)]


def test_headings_that_count_stay_on_few_pages():
    kept = without_furniture(pages([f"Szenario {n}" for n in range(1, 5)]))
    assert [page[0] for page in kept] == [f"Szenario {n}" for n in range(1, 5)]


def test_a_running_head_with_the_page_number_goes_on_many_pages():
    kept = without_furniture(pages([f"Bericht 2025, Blatt {n}" for n in range(1, 9)]))
    assert all(page[0].startswith("Absatz") for page in kept)


def test_lines_whose_numbers_do_not_count_with_the_pages_stay():
    heads = [f"Anteil: {n} Prozent" for n in (12, 7, 31, 5, 18, 40, 3)]
    assert [page[0] for page in without_furniture(pages(heads))] == heads


def test_the_same_line_on_half_of_the_pages_goes():
    kept = without_furniture(pages(["Studie Zukunft"] * 3 + ["Ganz etwas anderes"]))
    assert [page[0] for page in kept][:3] == [f"Absatz über Thema {c}." for c in "ABC"]
    assert kept[3][0] == "Ganz etwas anderes"
