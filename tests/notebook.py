"""The notebook, run anew: ``python -m tests.notebook ARCHIVE`` writes its answers and pictures.

The archive is that of ``clusternews demo``, so that a reader gets the same.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode, reads, writes

NOTEBOOK = Path(__file__).parent.parent / "docs" / "analysis.ipynb"


def loaded() -> NotebookNode:
    """The notebook as it is kept."""
    kept: NotebookNode = reads(NOTEBOOK.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    return kept


def executed(archive: Path, folder: Path) -> NotebookNode:
    """The notebook after a run in a kernel of its own, on this archive."""
    notebook = loaded()
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env={**os.environ, "CLUSTERNEWS_ARCHIVE": str(archive.absolute())})
    return notebook


def cleaned(notebook: NotebookNode) -> NotebookNode:
    """Without what differs from run to run: numbers of cells, times, warnings of the machine."""
    for cell in notebook.cells:
        cell.metadata.clear()
        if cell.cell_type == "code":
            cell.execution_count = None
            cell.outputs = [one for one in cell.outputs if one.get("name") != "stderr"]
            for output in cell.outputs:
                if "execution_count" in output:
                    output.execution_count = None
    for name in set(notebook.metadata) - {"kernelspec"}:
        del notebook.metadata[name]
    return notebook


if __name__ == "__main__":
    whole = cleaned(executed(Path(sys.argv[1]), NOTEBOOK.parent))
    NOTEBOOK.write_text(writes(whole), encoding="utf-8")  # type: ignore[no-untyped-call]
