"""What figures count, in the singular; reprocessing fills it in for releases that were read before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column(
        "quantities",
        sa.Column(
            "counted_lemma",
            sa.Text(),
            nullable=True,
            comment="The counted noun in the singular, to group by; empty where our word list has it not.",
        ),
    )


def downgrade() -> None:
    """The views of this version need the column, and are put back after every migration; restore a backup instead."""
    raise NotImplementedError
