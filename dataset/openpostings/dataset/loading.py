"""Load a release, from a folder or from the Hub, as whatever one works with.

Every file is held against the manifest first, and the rows are read from the very files that were verified: no cache
stands between, so a release that was built anew is never served in its old form. The libraries are imported when they
are asked for: each takes longer to import than a small release to load.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from openpostings.dataset.release import SPLIT, Manifest, verify
from openpostings.schema.errors import OpenPostingsError

if TYPE_CHECKING:
    import datasets
    import pandas as pd  # type: ignore[import-untyped]  # no stubs come with it
    import polars as pl
    import pyarrow as pa

_REPO: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")


def load(path_or_repo: str | Path, *, split: str = SPLIT, release: str | None = None) -> datasets.Dataset:
    """Load a release as a Hugging Face dataset, in memory.

    Parameters
    ----------
    path_or_repo
        Folder of a release, or ``ORG/NAME`` of a repository on the Hub (a folder of that name comes first). What was
        downloaded once loads from the Hub's cache where there is no network.
    split
        Split of the release.
    release
        Name of the release: a folder must hold it, a repository must have a revision of that name.

    Returns
    -------
    datasets.Dataset
        The rows, with the columns that the release's schema names.

    Raises
    ------
    OpenPostingsError
        Where there is no such release, or a file of it is missing or not as the manifest says. It names the file.

    Examples
    --------
    >>> import openpostings.dataset
    >>> openpostings.dataset.load("build")  # doctest: +SKIP
    """
    table, manifest = _read(path_or_repo, split, release)
    import datasets  # noqa: PLC0415 - large

    info = datasets.DatasetInfo(features=cast("Any", datasets.Features).from_arrow_schema(table.schema))
    # The fingerprint names what `map` and `filter` derive, so it must change with any byte of the release.
    digests = "".join(entry.sha256 for entry in manifest.data_files(split))
    fingerprint = hashlib.sha256(digests.encode()).hexdigest()[:16]
    plain = cast("Any", table.replace_schema_metadata(None))
    return datasets.Dataset(plain, info=info, split=datasets.NamedSplit(split), fingerprint=fingerprint)


def as_arrow(path_or_repo: str | Path, *, split: str = SPLIT, release: str | None = None) -> pa.Table:
    """Load a release as an Arrow table. Parameters and errors are those of :func:`load`."""
    return _read(path_or_repo, split, release)[0]


def as_polars(path_or_repo: str | Path, *, split: str = SPLIT, release: str | None = None) -> pl.DataFrame:
    """Load a release as a polars frame (extra ``polars``). Parameters and errors are those of :func:`load`."""
    table = as_arrow(path_or_repo, split=split, release=release)
    try:
        import polars as pl  # noqa: PLC0415 - large
    except ImportError as error:
        raise _extra("polars") from error
    return cast("pl.DataFrame", cast("Any", pl).from_arrow(table))


def as_pandas(path_or_repo: str | Path, *, split: str = SPLIT, release: str | None = None) -> pd.DataFrame:
    """Load a release as a pandas frame (extra ``pandas``). Parameters and errors are those of :func:`load`.

    Columns are Arrow's, so a value that is not stated is ``<NA>`` and whole numbers stay whole.
    """
    table = as_arrow(path_or_repo, split=split, release=release)
    try:
        import pandas as pd  # noqa: PLC0415 - large
    except ImportError as error:
        raise _extra("pandas") from error
    return cast("pd.DataFrame", table.to_pandas(types_mapper=pd.ArrowDtype))


def _read(path_or_repo: str | Path, split: str, release: str | None) -> tuple[pa.Table, Manifest]:
    folder = _folder(path_or_repo, release)
    manifest = verify(folder)
    if release is not None and Path(path_or_repo).is_dir() and release != manifest.release:
        raise OpenPostingsError(f"is release {manifest.release}, not {release}", where=str(folder))
    import pyarrow as pa  # noqa: PLC0415 - large
    import pyarrow.parquet as pq  # noqa: PLC0415 - large

    # Without `partitioning` a folder called `a=b` above the file would become a column.
    tables = [pq.read_table(folder / entry.path, partitioning=None) for entry in manifest.data_files(split)]
    return pa.concat_tables(tables), manifest


def _folder(path_or_repo: str | Path, release: str | None) -> Path:
    path = Path(path_or_repo)
    if path.is_dir():
        return path
    if path.exists() or not isinstance(path_or_repo, str) or _REPO.fullmatch(path_or_repo) is None:
        raise OpenPostingsError(
            "is no folder of a release, nor ORG/NAME of a repository",
            where=str(path_or_repo),
            hint="`openpostings build` writes a release into `build`",
        )
    import huggingface_hub  # noqa: PLC0415 - large
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError  # noqa: PLC0415

    try:
        hub = cast("Any", huggingface_hub)
        return Path(hub.snapshot_download(path_or_repo, repo_type="dataset", revision=release))
    except (HfHubHTTPError, HFValidationError, LocalEntryNotFoundError, OSError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise OpenPostingsError(
            f"there is no such folder, and it cannot be had from the Hub: {first}", where=path_or_repo
        ) from error


def _extra(name: str) -> OpenPostingsError:
    return OpenPostingsError(f"{name} is not installed", hint=f"pip install 'openpostings[{name}]'")
