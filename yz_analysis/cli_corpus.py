"""The command ``yz corpus``: tag many texts into Parquet, with tables and figures by year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from yz_analysis.cli_errors import tell_errors
from yz_analysis.cli_options import Simplify

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["corpus"]


def _column(what: str) -> Any:
    return typer.Option(f"--{what}-column", metavar="NAME", help=f"Column that holds the {what}.")


def corpus(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SOURCE", help="A folder of texts, or one file: JSONL, CSV or Parquet."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the result.")],
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes (default: one a core).")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the run that the folder holds.")
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="A Dask cluster that runs already, instead."),
    ] = None,
    year: Annotated[
        int | None, typer.Option(min=1000, max=2999, help="Year of the documents without a date.")
    ] = None,
    id_column: Annotated[str | None, _column("id")] = None,
    text_column: Annotated[str | None, _column("text")] = None,
    date_column: Annotated[str | None, _column("date")] = None,
    title_column: Annotated[str | None, _column("title")] = None,
    author_column: Annotated[str | None, _column("author")] = None,
    dated_names: Annotated[
        bool, typer.Option("--dated-names", help="The files' names begin with dates: 1954.txt.")
    ] = False,
    simplify: Simplify = False,
    codebook: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="A codebook of your own.")
    ] = None,
    figures: Annotated[
        bool, typer.Option("--figures", help="Draw the tables by year as well.")
    ] = False,
) -> None:
    """Tag many texts: documents, hits and errors as Parquet, tables by year as CSV."""
    named = {
        "id": id_column, "text": text_column, "date": date_column, "title": title_column,
        "author": author_column,
    }  # fmt: skip
    with tell_errors():
        from yz_analysis.corpus import tag_corpus

        try:
            report = tag_corpus(
                source, out, workers=workers, resume=resume, scheduler=scheduler, year=year,
                columns={role: name for role, name in named.items() if name},
                dated_names=dated_names, simplify=simplify, codebook=codebook,
            )  # fmt: skip
        except KeyboardInterrupt:
            typer.echo(
                f"yz: interrupted; what is finished is kept in {out}: give the same command with "
                "--resume to go on",
                err=True,
            )
            raise typer.Exit(130) from None
        except ImportError as error:
            raise ValueError(str(error)) from None
        tables = _write_tables(out, codebook, figures)
    typer.echo(
        f"{out}: {report.documents:,} documents, {report.hits:,} hits, {report.errors:,} errors"
    )
    if report.errors:
        typer.echo(f"What is wrong with the {report.errors:,} stands in {out / 'errors'}.")
    if report.left_out:
        endings = ", ".join(f"{n:,} {e or 'without ending'}" for e, n in report.left_out.items())
        typer.echo(f"Left out, not .txt or .md: {endings}.", err=True)
    if not report.documents:
        typer.echo(
            f"yz: {source}: no document could be tagged; read the reasons in {out / 'errors'}",
            err=True,
        )
        raise typer.Exit(1)
    if not tables:
        typer.echo("No document has a year, so there is no table by year; give --year or a date.")


def _write_tables(out: Path, codebook: Path | None, figures: bool) -> bool:
    """Write the tables by year, and draw them if asked; say whether there were any."""
    from yz_analysis.codebook import load_codebook
    from yz_analysis.corpus_years import tabulate_years
    from yz_analysis.tables import save_table

    tables = tabulate_years(out, load_codebook(codebook))
    if all(table.empty for table in tables.values()):
        return False
    for name, table in tables.items():
        save_table(table, out / "tables", name)
    if figures:
        _draw(out, tables)
    return True


def _draw(out: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Draw each table in both languages, as PDF, SVG and PNG."""
    from yz_analysis import figures_corpus
    from yz_analysis.export import save_figure

    for name, table in tables.items():
        for lang in ("zh", "en"):
            axes = getattr(figures_corpus, f"plot_{name}")(table, lang=lang)
            title = axes.get_title("left").replace("\n", "")
            save_figure(axes, out / "figures", f"{name}_{lang}", title=title, lang=lang)
