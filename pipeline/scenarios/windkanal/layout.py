"""How a tab of the Windkanal is printed: landscape A3, one page wide, as many high as it takes."""

from typing import Any


def print_setup(page: Any) -> None:
    """Set a tab up for paper."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A3
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.left.text, page.oddFooter.right.text = "&A", "Seite &P von &N"
