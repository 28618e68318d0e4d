"""``openpostings sources``."""

from __future__ import annotations

import click

from openpostings.schema.errors import OpenPostingsError


@click.command("sources")
@click.argument("name", required=False)
@click.option("--markdown", is_flag=True, help="Print all of them, as the document in docs/.")
def command(*, name: str | None, markdown: bool) -> None:
    """List the sources that documents are read by; of one, print where its values go and what is lost.

    A package adds a source with an entry point in the group openpostings.sources.

    \b
    Example:
      openpostings sources
      openpostings sources greenhouse
    """
    # Imported late: keeps start-up short.
    from openpostings.builders.sources.describe import describe, describe_document  # noqa: PLC0415
    from openpostings.builders.sources.registry import sources  # noqa: PLC0415

    found = sources()
    if name is not None:
        one = next((source for source in found if source.name == name), None)
        if one is None:
            known = ", ".join(source.name for source in found)
            raise OpenPostingsError(f"no source is called {name!r}", where="sources", hint=f"there are {known}")
        click.echo(describe(one), nl=False)
    elif markdown:
        click.echo(describe_document(found), nl=False)
    else:
        for source in found:
            click.echo(f"{source.name:<16} {source.carrier:<8} {source.accepts}")
