"""Where the material stands that is not ours to ship; tests of it skip where it is missing."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("OPENPOSTINGS_SHARED") or Path(__file__).parents[2] / "shared")
SEEDS = SHARED / "seeds"
