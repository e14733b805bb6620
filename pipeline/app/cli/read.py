"""`szenario read PROJECT`: documents to passages and index."""

from pipeline.app.cli.options import AsJson, Out, ProjectFolder
from pipeline.app.cli.terminal import finished, print_json, progress


def command(project: ProjectFolder, out: Out = None, json: AsJson = False) -> None:
    """Liest die Dokumente und baut den Suchindex auf."""
    from pipeline.app.work import at_work
    from pipeline.core.files import read_json_as
    from pipeline.run.engine import run_stages
    from pipeline.run.stages import DOCUMENTS, READ, ReadDocuments

    narrator = progress()
    try:
        with at_work(project, out, narrator) as context:
            run_stages(context, [READ], None)
            documents = read_json_as(ReadDocuments, context.run.file(DOCUMENTS)).documents
    finally:
        finished(narrator)
    total = sum(document.passages for document in documents)
    if json:
        listed = [
            {"path": d.path, "passages": d.passages} | ({"problem": d.problem} if d.problem else {})
            for d in documents
        ]
        print_json({"documents": listed, "passages": total})
        return
    for document in documents:
        print(f"{document.passages:6d}  {document.path}")
        if document.problem:
            print(f"        nicht gelesen: {document.problem}")
    print(f"{total:6d}  Passagen aus {sum(1 for d in documents if not d.problem)} Dokumenten")
