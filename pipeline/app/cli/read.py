"""`szenario read PROJECT`: documents to passages and index."""

from pipeline.app.cli.options import AsJson, Out, ProjectFolder
from pipeline.app.cli.terminal import finished, print_json, progress


def command(project: ProjectFolder, out: Out = None, json: AsJson = False) -> None:
    """Liest die Dokumente und baut den Suchindex auf."""
    from pipeline.app.work import at_work
    from pipeline.run.documents import read_documents
    from pipeline.run.engine import run_stages
    from pipeline.run.stages import READ
    from pipeline.sources.rights import in_words

    narrator = progress()
    try:
        with at_work(project, out, narrator) as context:
            run_stages(context, [READ], None)
            documents = read_documents(context.run)
    finally:
        finished(narrator)
    total = sum(document.passages for document in documents)
    if json:
        listed = [
            {"path": d.path, "passages": d.passages, "rights": d.rights.model_dump()}
            | ({"problem": d.problem} if d.problem else {})
            for d in documents
        ]
        print_json({"documents": listed, "passages": total})
        return
    for document in documents:
        if document.problem:
            print(f"{document.passages:6d}  {document.path}")
            print(f"        nicht gelesen: {document.problem}")
        else:
            print(f"{document.passages:6d}  {document.path}  ({in_words(document.rights)})")
    print(f"{total:6d}  Passagen aus {sum(1 for d in documents if not d.problem)} Dokumenten")
