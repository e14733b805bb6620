"""A Word file comes back: what was decided, what is open, what was said; and files that are not ours."""

import io
import zipfile

import pytest
import sample_edition
from lxml import etree
from word_edits import WHO, Piece, W, changed, narratives, rewritten, text_paragraphs, text_run, with_part

from pipeline.core.errors import InputError
from pipeline.publish.word import read_back, write

EDITION = sample_edition.edition()
KNOWN = narratives(EDITION)
COAST = EDITION.chapters[0]
AS_WRITTEN = tuple(" ".join(line.text for line in block) for block in COAST.paragraphs)


@pytest.fixture(scope="module")
def ours() -> bytes:
    return write(EDITION, "margin", None)


def text(data: bytes, taking="none"):
    return read_back(data, KNOWN, taking).text("c1").text


def test_a_file_that_nobody_touched_says_what_it_said_and_our_notes_are_no_comments(ours):
    back = read_back(ours, KNOWN)
    assert back.run == EDITION.run and back.missing == () and back.pending == () and back.comments == ()
    assert back.text("c1").text.paragraphs == AS_WRITTEN
    assert [one.text.title for one in back.texts] == [one.title for one in EDITION.chapters]
    assert {one.found_by for one in back.texts} == {"bookmark"}


def test_open_changes_are_told_with_author_place_and_words_and_taken_as_asked(ours):
    def edit(pieces: list[Piece]) -> None:
        pieces[1].mark = "del"
        pieces.insert(2, Piece("Niemand prüft mehr.", mark="ins"))
        pieces[3].mark = "del"  # the border of the paragraphs

    data = rewritten(ours, COAST, edit)
    back = read_back(data, KNOWN)
    assert back.text("c1").text.paragraphs == AS_WRITTEN
    gone, new, border = back.pending
    assert (gone.kind, gone.sentence, gone.author, gone.date[:10]) == ("deleted", 2, "Ada Öz", "2026-11-21")
    assert gone.words == COAST.paragraphs[0][1].text and gone.cluster == "c1"
    assert (new.kind, new.words) == ("inserted", "Niemand prüft mehr.")
    assert border.kind == "merged"
    first = COAST.paragraphs[0][0].text
    assert text(data, "accepted").paragraphs == (f"{first} Niemand prüft mehr. {AS_WRITTEN[1]}",)
    assert text(data, "rejected").paragraphs == AS_WRITTEN
    assert read_back(data, KNOWN, "accepted").pending == ()


def test_what_was_inserted_and_then_deleted_again_is_neither_before_nor_after(ours):
    def change(root):
        paragraph = text_paragraphs(root, "c1")[0]
        inserted = etree.SubElement(paragraph, f"{W}ins", WHO)
        deleted = etree.SubElement(inserted, f"{W}del", {**WHO, f"{W}author": "Bo"})
        run = text_run("Doch nicht.")
        run[0].tag = f"{W}delText"
        deleted.append(run)

    data = changed(ours, change)
    assert text(data) == text(data, "accepted") == text(ours)
    assert [(one.kind, one.author) for one in read_back(data, KNOWN).pending] == [
        ("inserted", "Ada Öz"),
        ("deleted", "Bo"),
    ]


def test_looks_fields_and_links_are_no_change_and_special_signs_stay_text(ours):
    def change(root):
        paragraph = text_paragraphs(root, "c1")[0]
        looks = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}rPr")
        etree.SubElement(looks, f"{W}rPrChange", WHO)
        link = etree.SubElement(paragraph, f"{W}hyperlink")
        run = text_run(" Siehe Übersee")
        etree.SubElement(run, f"{W}noBreakHyphen")
        etree.SubElement(run, f"{W}softHyphen")
        link.append(run)
        link.append(text_run("Kai."))

    assert text(changed(ours, change)).paragraphs[0] == f"{AS_WRITTEN[0]} Siehe Übersee\u2011Kai."


def test_a_text_box_is_read_where_it_hangs_and_only_once(ours):
    said = "<w:txbxContent><w:p><w:r><w:t>Im Kasten.</w:t></w:r></w:p></w:txbxContent>"
    box = (
        f'<w:r xmlns:w="{W[1:-1]}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:AlternateContent><mc:Choice>{said}</mc:Choice><mc:Fallback>{said}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )

    def change(root):
        text_paragraphs(root, "c1")[0].append(etree.fromstring(box))

    assert text(changed(ours, change)).paragraphs == (AS_WRITTEN[0], "Im Kasten.", AS_WRITTEN[1])


def test_a_new_heading_is_a_new_title(ours):
    def change(root):
        for one in root.iter(f"{W}t"):
            if one.text == COAST.title:
                one.text = "Die säumige Küste"

    assert text(changed(ours, change)).title == "Die säumige Küste"


def test_paragraphs_added_at_either_end_are_part_of_the_text(ours):
    def edit(pieces: list[Piece]) -> None:
        pieces[:0] = [Piece("Vorab ein Satz."), Piece("")]
        pieces += [Piece(""), Piece("Und einer danach.")]

    expected = ("Vorab ein Satz.", *AS_WRITTEN, "Und einer danach.")
    assert text(rewritten(ours, COAST, edit)).paragraphs == expected

    def outside(root):
        """As Word does it: what is typed at the rim of a bookmark lies behind its end."""
        last = text_paragraphs(root, "c1")[-1]
        end = last.getnext()
        new = etree.fromstring(etree.tostring(last))
        for child in list(new)[1:]:
            new.remove(child)
        new.append(text_run("Und einer danach."))
        end.addnext(new)

    assert text(changed(ours, outside)).paragraphs == expected[1:]


def test_sentences_whose_paragraphs_were_joined_without_a_blank_are_parted_again(ours):
    def change(root):
        first, second = text_paragraphs(root, "c1")
        for child in list(second)[1:]:
            first.append(child)
        second.getparent().remove(second)

    assert text(changed(ours, change)).paragraphs == (" ".join(AS_WRITTEN),)


def without(*names: str):
    """A change that takes out bookmarks, and the words of paragraphs of a style."""

    def change(root):
        for one in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
            one.getparent().remove(one)
        for paragraph in list(root.iter(f"{W}p")):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            if style is not None and style.get(f"{W}val") in names:
                paragraph.getparent().remove(paragraph)

    return change


def test_without_bookmarks_a_text_is_found_by_its_heading_and_then_by_its_sentences(ours):
    for change, by in ((without(), "heading"), (without("Heading1"), "sentences")):
        back = read_back(changed(ours, change), KNOWN)
        assert [one.found_by for one in back.texts] == [by, by]
        assert back.text("c1").text.paragraphs == AS_WRITTEN
        assert back.text("c1").known_by == read_back(ours, KNOWN).text("c1").known_by


def test_a_text_that_is_gone_is_missing_and_the_other_comes_back(ours):
    def edit(pieces: list[Piece]) -> None:
        pieces[:] = [Piece("")]

    back = read_back(rewritten(ours, COAST, edit), KNOWN)
    assert back.missing == ("c1",) and back.text("c1") is None and back.text("c2") is not None


COMMENTS = f"""<w:comments xmlns:w="{W[1:-1]}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">
<w:comment w:id="90" w:author="Bo Ünal" w:date="2026-11-21T10:00:00Z"><w:p w14:paraId="0A"><w:r><w:t>Wirklich?</w:t></w:r></w:p></w:comment>
<w:comment w:id="91" w:author="Ada Öz" w:date="2026-11-21T11:00:00Z"><w:p w14:paraId="0B"><w:r><w:t>Ja.</w:t></w:r></w:p></w:comment>
<w:comment w:id="92" w:author="Szenarienwerk"><w:p><w:r><w:t>Beleg</w:t></w:r></w:p></w:comment>
</w:comments>"""  # noqa: E501
EXTENDED = """<e:commentsEx xmlns:e="http://schemas.microsoft.com/office/word/2012/wordml">
<e:commentEx e:paraId="0A" e:done="1"/><e:commentEx e:paraId="0B" e:paraIdParent="0A" e:done="1"/>
</e:commentsEx>"""


def test_comments_come_with_their_place_their_answers_and_whether_they_are_settled():
    def change(root):
        paragraph = text_paragraphs(root, "c1")[1]
        second = paragraph[3]
        for tag, put in (("commentRangeStart", second.addprevious), ("commentRangeEnd", second.addnext)):
            put(etree.Element(f"{W}{tag}", {f"{W}id": "90"}))

    data = changed(write(EDITION, "none", None), change)
    data = with_part(with_part(data, "word/comments.xml", COMMENTS), "word/commentsExtended.xml", EXTENDED)
    doubt, answer = read_back(data, KNOWN).comments
    assert (doubt.cluster, doubt.sentence, doubt.author, doubt.text) == ("c1", 4, "Bo Ünal", "Wirklich?")
    assert doubt.about == COAST.paragraphs[1][1].text and doubt.resolved and not doubt.reply_to
    assert (answer.reply_to, answer.cluster, answer.sentence, answer.text) == ("90", "c1", 4, "Ja.")


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "keine Word-Datei"),
        (b"# Text", "keine Word-Datei"),
        (OLE + b"\0" * 600, "alten Word-Format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Passwort"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (archive(irgendwas=b"x"), "kein Word-Dokument"),
        (b"PK\x03\x04 und dann nichts", "beschädigt"),
    ],
)
def test_what_is_no_word_file_is_told_apart(data, said):
    with pytest.raises(InputError, match=said):
        read_back(data, KNOWN, name="text.docx")


def test_a_file_that_swells_is_refused_before_it_fills_the_memory(monkeypatch):
    monkeypatch.setattr("pipeline.publish.word.package.UNPACKED", 1 << 20)
    with pytest.raises(InputError, match="entpackt größer als 1 MB"):
        read_back(archive(word__document_xml=b"\0" * (2 << 20)), KNOWN)


def test_a_document_that_never_was_ours_is_refused_and_a_broken_one_is_named(ours):
    import docx

    buffer = io.BytesIO()
    foreign = docx.Document()
    foreign.add_paragraph("Sehr geehrte Damen und Herren, anbei die Rechnung.")
    foreign.save(buffer)
    with pytest.raises(InputError, match="stammt nicht aus diesem Werkzeug"):
        read_back(buffer.getvalue(), KNOWN, name="rechnung.docx")
    with pytest.raises(InputError, match=r"text\.docx.*beschädigt"):
        read_back(with_part(ours, "word/document.xml", "<w:document"), KNOWN, name="text.docx")
