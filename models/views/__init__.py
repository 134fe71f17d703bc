"""Views: the usual questions as one line of SQL. Those that build on others come after them."""

from __future__ import annotations

from typing import Final

from models.views.claims import CLAIMS
from models.views.clusters import CLUSTERS
from models.views.damage import DAMAGE
from models.views.duplicates import DUPLICATES
from models.views.facts import FACT_VIEWS
from models.views.view import View

VIEWS: Final[tuple[View, ...]] = (CLUSTERS, DUPLICATES, *FACT_VIEWS.values(), DAMAGE, CLAIMS)
