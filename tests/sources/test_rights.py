"""Rights: what rights.yaml says of which file, what holds where two places speak, what a model may see."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_files import passage, pdf, write

from pipeline.core.errors import ProjectError
from pipeline.core.progress import Silent
from pipeline.core.types import Rights
from pipeline.sources.read import documents_digest, read_all
from pipeline.sources.rights import (
    Release,
    RightsByDocument,
    RightsFiles,
    in_words,
    printable,
    release,
    stricter,
)  # fmt: skip

FREE = Rights(external_model=True, quote="free", export=True)
QUOTES = ("none", "short", "free")
ALLOWED = "{external_model: yes, quote: free, export: yes}"
any_rights = st.builds(
    Rights,
    external_model=st.booleans(),
    quote=st.sampled_from(QUOTES),
    export=st.booleans(),
    owner=st.sampled_from(["", "IHK", "Stadt", "IHK; Stadt", "Stadt; IHK"]) | st.text(max_size=8),
    note=st.text(max_size=8),
)


class Listener(Silent):
    def __init__(self) -> None:
        self.heard: list[str] = []

    def said(self, message: str) -> None:
        self.heard.append(message)


def put(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write(folder / name, text)
    return folder


def rights_of(folder: Path, listener: Silent | None = None) -> dict[str, Rights]:
    readings = read_all(folder, listener or Silent())
    return {one.path: one.document.rights for one in readings if one.document}


def permissions(rights: Rights) -> tuple[bool, int, bool]:
    return rights.external_model, QUOTES.index(rights.quote), rights.export


def head(rights: str) -> str:
    return f"---\nrights: {rights}\n---\nDer Bus fährt öfter.\n"


@given(any_rights, any_rights)
def test_the_stricter_of_two_is_never_laxer_than_either(first: Rights, second: Rights):
    both = stricter(first, second)
    for one in (first, second):
        assert all(mine <= theirs for mine, theirs in zip(permissions(both), permissions(one), strict=True))
        assert printable(both) <= printable(one)
    assert both == stricter(second, first)
    assert stricter(first, first) == first


@given(st.lists(any_rights, max_size=3), any_rights | st.none(), any_rights)
def test_whoever_speaks_is_obeyed_and_whoever_is_silent_gets_what_the_folder_gives(named, own, folder):
    files = RightsFiles({"a.pdf": named} if named else {}, {".": folder})
    said = [*named, *([own] if own else [])]
    held = files.of("a.pdf", own)
    if not said:
        assert held.rights == folder and not held.disputed
    for one in said:
        assert permissions(stricter(held.rights, one)) == permissions(held.rights)
    assert held.disputed == (len({permissions(one) for one in said}) > 1)


def test_rights_beside_files_that_cannot_carry_them(tmp_path: Path):
    pdf(tmp_path / "studie.pdf", [["Der Hafen wird bis 2035 umgebaut."]])
    put(
        tmp_path,
        {
            "stumm.txt": "Der Bus fährt.",
            "rights.yaml": "studie.pdf: {external_model: yes, quote: free, owner: IHK, note: 'zu lesen'}\n",
        },
    )
    assert rights_of(tmp_path) == {
        "studie.pdf": Rights(external_model=True, quote="free", owner="IHK", note="zu lesen"),
        "stumm.txt": Rights(),
    }


def test_the_nearest_star_holds_and_never_overrides_a_head_or_a_name(tmp_path: Path):
    put(
        tmp_path,
        {
            "rights.yaml": f'"*": {ALLOWED}\ngenannt.txt: {{quote: none}}\ntief/genannt.txt: {{}}\n',
            "frei.txt": "Text.",
            "genannt.txt": "Text.",
            "kopf.md": head("{quote: none}"),
            "stumm.md": "---\ntitle: Notiz\nrights:\n---\nText.\n",
            "tief/genannt.txt": "Text.",
            "tief/frei.txt": "Text.",
            "tief/zu/rights.yaml": '"*":\n',
            "tief/zu/hier.txt": "Text.",
            "tief/zu/unten/auch.txt": "Text.",
            "tief/zu/unten/kopf.md": head(ALLOWED),
        },
    )
    assert rights_of(tmp_path) == {
        "frei.txt": FREE,
        "genannt.txt": Rights(quote="none"),
        "kopf.md": Rights(quote="none"),
        "stumm.md": FREE,
        "tief/genannt.txt": Rights(),
        "tief/frei.txt": FREE,
        "tief/zu/hier.txt": Rights(),
        "tief/zu/unten/auch.txt": Rights(),
        "tief/zu/unten/kopf.md": FREE,
    }


@pytest.mark.parametrize(
    ("in_head", "beside", "held"),
    [
        (ALLOWED, "{external_model: yes, quote: none}", Rights(external_model=True, quote="none")),
        ("{quote: none, export: yes}", ALLOWED, Rights(quote="none", export=True)),
        ("nur für die Kammer", ALLOWED, Rights(note="nur für die Kammer")),
    ],
)
def test_where_head_and_entry_differ_the_stricter_holds_and_it_is_said(
    tmp_path: Path, in_head: str, beside: str, held: Rights
):
    listener = Listener()
    put(tmp_path, {"notiz.md": head(in_head), "rights.yaml": f"notiz.md: {beside}\n"})
    assert rights_of(tmp_path, listener) == {"notiz.md": held}
    (said,) = listener.heard
    assert said.startswith("notiz.md: ") and "strengere" in said and in_words(held) in said


def test_where_head_and_entry_agree_nothing_is_said(tmp_path: Path):
    listener = Listener()
    put(tmp_path, {"notiz.md": head(ALLOWED), "rights.yaml": f"notiz.md: {ALLOWED}\n"})
    assert rights_of(tmp_path, listener) == {"notiz.md": FREE} and listener.heard == []


def test_two_files_that_name_the_same_document_are_both_obeyed(tmp_path: Path):
    listener = Listener()
    put(
        tmp_path,
        {
            "rights.yaml": f"unter/a.txt: {ALLOWED}\n",
            "unter/rights.yaml": "a.txt: {external_model: yes, quote: free}\n",
            "unter/a.txt": "Text.",
        },
    )
    assert rights_of(tmp_path, listener) == {"unter/a.txt": Rights(external_model=True, quote="free")}
    assert len(listener.heard) == 1


@pytest.mark.parametrize(("on_disk", "in_file"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_umlauts_match_however_they_are_stored(tmp_path: Path, on_disk, in_file):
    name, folder = "Grünbuch Straße.txt", "Büro"
    stored = unicodedata.normalize(on_disk, f"{folder}/{name}")
    written = unicodedata.normalize(in_file, name)
    listener = Listener()
    put(
        tmp_path,
        {
            stored: "Text.",
            f"{unicodedata.normalize(on_disk, folder)}/rights.yaml": f"{written}: {ALLOWED}\n",
            "rights.yaml": f'"./{unicodedata.normalize(in_file, folder)}/{written}": {ALLOWED}\n',
        },
    )
    assert rights_of(tmp_path, listener) == {stored: FREE} and listener.heard == []


def test_a_name_that_is_not_there_is_said_and_the_others_are_read(tmp_path: Path):
    listener = Listener()
    put(
        tmp_path,
        {
            "a.txt": "Text.",
            "unter/b.txt": "Text.",
            "unter/rights.yaml": "a.txt: {}\nb.txt: {quote: none}\n",
        },
    )
    assert rights_of(tmp_path, listener) == {"a.txt": Rights(), "unter/b.txt": Rights(quote="none")}
    (said,) = listener.heard
    assert "„unter/a.txt“" in said and "rights.yaml" in said


@pytest.mark.parametrize("text", ["", "# noch nichts\n", "---\n"])
def test_a_rights_file_that_says_nothing_allows_nothing(tmp_path: Path, text: str):
    assert rights_of(put(tmp_path, {"a.txt": "Text.", "rights.yaml": text})) == {"a.txt": Rights()}


BAD = {
    "studie.pdf: {quote: maybe}\n": ("quote", "maybe", "studie.pdf", "none|short|free"),
    "studie.pdf: {zitat: frei}\n": ("zitat", "studie.pdf"),
    "studie.pdf: {export: vielleicht}\n": ("export", "vielleicht"),
    "studie.pdf: {external_model: ja}\n": ("external_model", "ja", "yes|no"),
    "studie.pdf: {quote: }\n": ("quote", "studie.pdf"),
    "studie.pdf: {owner: [IHK]}\n": ("owner",),
    "studie.pdf: frei\n": ("studie.pdf", "frei"),
    "studie.pdf: [quote, free]\n": ("studie.pdf", "Eintrag"),
    '"*": {quote: alles}\n': ("„*“", "quote"),
    "- studie.pdf\n": ("Doppelpunkt",),
    "frei\n": ("Doppelpunkt",),
    "studie.pdf: {quote: free\nb.pdf: {}\n": ("Zeile",),
    "*: {quote: free}\n": ("Zeile 1", "Anführungszeichen"),
    "a.txt: {}\nb.txt: {}\na.txt: {quote: none}\n": ("Zeile 3", "doppelt"),
    "Gr\u00fcn.txt: {}\nGru\u0308n.txt: {quote: none}\n": ("doppelt",),
    "./a.txt: {}\na.txt: {quote: none}\n": ("doppelt",),
    '"*.pdf": {quote: none}\n': ("*.pdf", "Muster"),
    "unter: {quote: none}\n": ("unter", "Ordner"),
    "2035: {quote: none}\n": ("2035", "Dateiname"),
    '"": {quote: none}\n': ("Dateiname",),
}


@pytest.mark.parametrize("place", ["", "unter/"])
@pytest.mark.parametrize("text", BAD)
def test_what_cannot_be_understood_stops_the_reading(tmp_path: Path, text: str, place: str):
    folder = tmp_path / "documents"
    put(folder, {"a.txt": "Text.", f"{place}unter/b.txt": "Text.", f"{place}rights.yaml": text})
    with pytest.raises(ProjectError) as refused:
        read_all(folder, Silent())
    for word in (f"documents/{place}rights.yaml", *BAD[text]):
        assert word in str(refused.value)


def test_bytes_that_are_no_text_stop_the_reading(tmp_path: Path):
    put(tmp_path, {"a.txt": "Text."})
    (tmp_path / "rights.yaml").write_bytes(b"a.txt: {owner: \xff}")
    with pytest.raises(ProjectError, match=r"rights.yaml.*UTF-8"):
        read_all(tmp_path, Silent())


@pytest.mark.parametrize("name", ["rights.yml", "rights.yaml.txt", "Rights.YML"])
def test_a_rights_file_under_a_wrong_name_is_refused_not_overlooked(tmp_path: Path, name: str):
    put(tmp_path, {"a.txt": "Text.", f"unter/{name}": '"*": {quote: none}\n'})
    with pytest.raises(ProjectError, match=rf"unter/{name}.*umbenennen"):
        documents_digest(tmp_path)


def test_a_capital_letter_in_the_name_is_read_and_two_files_are_refused(tmp_path: Path):
    put(tmp_path, {"a.txt": "Text.", "Rights.yaml": f'"*": {ALLOWED}\n'})
    assert rights_of(tmp_path) == {"a.txt": FREE}
    put(tmp_path, {"rights.yaml": '"*": {quote: none}\n'})
    if len(list(tmp_path.iterdir())) == 3:  # not where the disk knows no capital letters
        with pytest.raises(ProjectError, match="zusammenfassen"):
            read_all(tmp_path, Silent())


def test_the_digest_changes_with_the_rights(tmp_path: Path):
    put(tmp_path, {"a.txt": "Text.", "unter/b.txt": "Text."})
    digests = [documents_digest(tmp_path)]
    for text in ("b.txt: {quote: none}\n", "b.txt: {quote: free}\n"):
        put(tmp_path, {"unter/rights.yaml": text})
        digests.append(documents_digest(tmp_path))
    (tmp_path / "unter" / "rights.yaml").rename(tmp_path / "rights.yaml")
    assert len({*digests, documents_digest(tmp_path)}) == 4


def test_a_model_outside_sees_only_what_is_allowed_and_it_is_said():
    passages = [passage(str(n), "Text.", path=path) for n, path in enumerate(("b.docx", "c.md", "a.pdf"))]
    passages.append(passage("9", "Mehr.", path="b.docx"))
    rights = RightsByDocument({"c.md": FREE, "b.docx": Rights(quote="free", export=True)})
    outside = release(passages, rights, external=True)
    assert outside == Release((passages[1],), ("b.docx", "a.pdf"))
    assert outside.told == (
        "Nicht an ein externes Modell gegeben: b.docx, a.pdf (rights: external_model fehlt oder no)."
    )
    inside = release(passages, rights, external=False)
    assert inside == Release(tuple(passages), ()) and inside.told == ""
    assert release(passages, {}, external=True).passages == ()
    assert release([], {}, external=True).told == ""


def test_an_unlisted_document_is_allowed_nothing():
    assert RightsByDocument({})["nie gesehen.pdf"] == Rights()


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        (FREE, "frei zitierbar"),
        (Rights(quote="free", export=True), "frei zitierbar, nicht für externe Modelle"),
        (Rights(quote="free", external_model=True), "nur Verweis"),
        (Rights(export=True, external_model=True), "nur Verweis"),
        (Rights(), "nur Verweis, nicht für externe Modelle"),
    ],
)
def test_rights_in_words(rights: Rights, words: str):
    assert in_words(rights) == words
    assert printable(rights) == words.startswith("frei")
