"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from models.functions import postgresql_fold
from models.search_index import POSTGRESQL_INDEX, SQLITE_INDEX

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables and the search index."""
    op.create_table(
        "bands",
        sa.Column(
            "key",
            sa.BigInteger(),
            autoincrement=False,
            nullable=False,
            comment="Hash of a band or an anchor, signed 64 bits.",
        ),
        sa.Column(
            "content_id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="The content; no foreign key, which would double the index's cost.",
        ),
        sa.PrimaryKeyConstraint("key", "content_id", name=op.f("pk_bands")),
        comment="Keys of contents (signature bands and anchors); sharing one makes candidates.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer(), nullable=False, comment="Our number of the batch."),
        sa.Column("step", sa.String(length=32), nullable=False, comment="The step."),
        sa.Column("worker", sa.Text(), nullable=False, comment="Host and process of the worker."),
        sa.Column("claimed", sa.Integer(), nullable=False, comment="Releases taken."),
        sa.Column("advanced", sa.Integer(), nullable=False, comment="Releases that passed the step."),
        sa.Column("dead", sa.Integer(), nullable=False, comment="Releases given up on."),
        sa.Column("given_back", sa.Integer(), nullable=False, comment="Releases put back to be tried again."),
        sa.Column("facts", sa.Integer(), nullable=False, comment="Facts written."),
        sa.Column(
            "started_at", sa.DateTime(timezone=True), nullable=False, comment="When it was taken, in UTC."
        ),
        sa.Column(
            "finished_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When it was committed, in UTC.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
        comment="What became of each batch; the source of rates.",
    )
    op.create_index(op.f("ix_batches_finished_at"), "batches", ["finished_at"], unique=False)
    op.create_table(
        "entities",
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Our gazetteers' key (place:sy), or name: with type and folded name where only the name is known.",
        ),
        sa.Column(
            "type", sa.String(length=32), nullable=False, comment="person, organization, place and so on."
        ),
        sa.Column("name", sa.Text(), nullable=False, comment="Its usual name in Arabic."),
        sa.Column("english", sa.Text(), nullable=True, comment="Its usual name in English."),
        sa.Column("folded", sa.Text(), nullable=False, comment="The Arabic name folded for matching."),
        sa.Column(
            "known",
            sa.Boolean(),
            nullable=False,
            comment="Whether it is in our gazetteers; if not, two people of one name share the row.",
        ),
        sa.Column(
            "identifiers",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="Identifiers elsewhere: wikidata, geonames, iso3166 and so on.",
        ),
        sa.Column("country", sa.Text(), nullable=True, comment="ISO 3166 code of its country."),
        sa.Column("latitude", sa.Double(), nullable=True, comment="Degrees north."),
        sa.Column("longitude", sa.Double(), nullable=True, comment="Degrees east."),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_entities")),
        comment="Persons, organisations and places, each once for all releases.",
    )
    op.create_index(op.f("ix_entities_folded"), "entities", ["folded"], unique=False)
    op.create_table(
        "releases",
        sa.Column("id", sa.Integer(), nullable=False, comment="Our number of the release."),
        sa.Column("source", sa.Text(), nullable=False, comment="Who published it, in the producer's words."),
        sa.Column(
            "external_id",
            sa.Text(),
            nullable=False,
            comment="The producer's own identifier; with the source it is the key that makes submitting idempotent.",
        ),
        sa.Column("url", sa.Text(), nullable=True, comment="Where it was published."),
        sa.Column("title", sa.Text(), nullable=True, comment="Its headline, if the producer gave one."),
        sa.Column(
            "published_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When it was published, in UTC; a bare day is stored as its midnight.",
        ),
        sa.Column(
            "published_precision",
            sa.String(length=32),
            nullable=True,
            comment="Whether only the day of publication is known or the time too.",
        ),
        sa.Column(
            "published_offset",
            sa.Integer(),
            nullable=True,
            comment="Minutes east of UTC in which the publication time was stated; empty where no offset was stated.",
        ),
        sa.Column(
            "received_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When it was submitted, in UTC.",
        ),
        sa.Column(
            "language", sa.Text(), nullable=True, comment="BCP 47 language as declared by the producer."
        ),
        sa.Column(
            "sha256", sa.Text(), nullable=False, comment="SHA-256 of the raw text in UTF-8, in hexadecimal."
        ),
        sa.Column(
            "characters", sa.Integer(), nullable=False, comment="Length of the raw text in code points."
        ),
        sa.Column(
            "status",
            sa.String(length=32),
            nullable=False,
            comment="received, normalized, deduplicated, extracted or dead.",
        ),
        sa.Column(
            "attempts",
            sa.Integer(),
            server_default="0",
            nullable=False,
            comment="How often the next step was begun; set back when it succeeds.",
        ),
        sa.Column(
            "lease_until",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="No worker may take the release before this moment (UTC).",
        ),
        sa.Column(
            "lease_token",
            sa.Text(),
            nullable=True,
            comment="The claim that holds the release; results of any other claim are not written.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_releases_source_external_id")),
        comment="Releases as received, one row each, and how far each has come.",
    )
    op.create_index(
        "ix_releases_fresh",
        "releases",
        ["status", "id"],
        unique=False,
        sqlite_where=sa.text("status IN ('received', 'normalized', 'deduplicated') AND attempts = 0"),
        postgresql_where=sa.text("status IN ('received', 'normalized', 'deduplicated') AND attempts = 0"),
    )
    op.create_index(op.f("ix_releases_published_at"), "releases", ["published_at"], unique=False)
    op.create_index(
        "ix_releases_tried",
        "releases",
        ["status", "id"],
        unique=False,
        sqlite_where=sa.text("status IN ('received', 'normalized', 'deduplicated') AND attempts > 0"),
        postgresql_where=sa.text("status IN ('received', 'normalized', 'deduplicated') AND attempts > 0"),
    )
    op.create_table(
        "contents",
        sa.Column("id", sa.Integer(), nullable=False, comment="Our number of the content."),
        sa.Column(
            "content_hash",
            sa.LargeBinary(length=16),
            nullable=False,
            comment="Hash of the folded letters and digits: equal for exact copies.",
        ),
        sa.Column(
            "version",
            sa.Integer(),
            nullable=False,
            comment="Version of folding, signature and keys; versions are never mixed.",
        ),
        sa.Column(
            "letters",
            sa.Integer(),
            nullable=False,
            comment="How many folded letters and digits the text has.",
        ),
        sa.Column(
            "shingles",
            sa.Integer(),
            nullable=False,
            comment="How many distinct runs of eight letters it has.",
        ),
        sa.Column(
            "signature",
            sa.LargeBinary(),
            nullable=False,
            comment="MinHash signature, 128 unsigned 32-bit numbers, little endian; empty for a short text.",
        ),
        sa.Column(
            "representative_release_id",
            sa.Integer(),
            nullable=False,
            comment="The release that brought this content first; its text is the one that is read.",
        ),
        sa.Column(
            "first_release_id",
            sa.Integer(),
            nullable=False,
            comment="The earliest published release with this content, else the earliest received.",
        ),
        sa.Column(
            "first_published_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When that release was published, in UTC, if known.",
        ),
        sa.Column(
            "canonical_content_id",
            sa.Integer(),
            nullable=True,
            comment="The content of the cluster's original; its own number if alone.",
        ),
        sa.Column(
            "relation",
            sa.String(length=32),
            nullable=False,
            comment="What it is to the canonical content: original (itself), near, revision or excerpt.",
        ),
        sa.Column(
            "jaccard",
            sa.Double(),
            nullable=False,
            comment="Exact Jaccard similarity to the canonical content.",
        ),
        sa.Column(
            "containment",
            sa.Double(),
            nullable=False,
            comment="Share of the smaller content's shingles found in the other, against the canonical content.",
        ),
        sa.Column(
            "differences",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="Figures, dates and names that differ from the canonical content.",
        ),
        sa.ForeignKeyConstraint(
            ["canonical_content_id"], ["contents.id"], name=op.f("fk_contents_canonical_content_id")
        ),
        sa.ForeignKeyConstraint(
            ["first_release_id"],
            ["releases.id"],
            name=op.f("fk_contents_first_release_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["representative_release_id"],
            ["releases.id"],
            name=op.f("fk_contents_representative_release_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contents")),
        sa.UniqueConstraint("content_hash", "version", name=op.f("uq_contents_content_hash_version")),
        comment="Distinct contents of releases, each with its signature and its place in a cluster.",
    )
    op.create_index(
        op.f("ix_contents_canonical_content_id"), "contents", ["canonical_content_id"], unique=False
    )
    op.create_index(op.f("ix_contents_first_release_id"), "contents", ["first_release_id"], unique=False)
    op.create_index(
        op.f("ix_contents_representative_release_id"), "contents", ["representative_release_id"], unique=False
    )
    op.create_table(
        "dead_letters",
        sa.Column("id", sa.Integer(), nullable=False, comment="Our number of the dead letter."),
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release."),
        sa.Column("step", sa.String(length=32), nullable=False, comment="The step that gave up."),
        sa.Column(
            "fingerprint",
            sa.Text(),
            nullable=False,
            comment="Equal for failures of one cause: step, error class and innermost frame.",
        ),
        sa.Column("error_class", sa.Text(), nullable=False, comment="Class of the error."),
        sa.Column("message", sa.Text(), nullable=False, comment="Its message."),
        sa.Column("traceback", sa.Text(), nullable=False, comment="Where in the code it happened."),
        sa.Column(
            "payload_sha256",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the raw text that was being processed.",
        ),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="How often the step was tried."),
        sa.Column(
            "first_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="When this cause first failed the release, in UTC.",
        ),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False, comment="When it last did, in UTC."),
        sa.Column(
            "settled_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When an operator retried or discarded it, in UTC; empty while it waits.",
        ),
        sa.Column(
            "discarded_reason", sa.Text(), nullable=True, comment="Why it was discarded; empty if retried."
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_dead_letters_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dead_letters")),
        comment="Releases that a step could not process.",
    )
    op.create_index(op.f("ix_dead_letters_fingerprint"), "dead_letters", ["fingerprint"], unique=False)
    op.create_index(op.f("ix_dead_letters_release_id"), "dead_letters", ["release_id"], unique=False)
    op.create_index(
        "uq_dead_letters_unsettled",
        "dead_letters",
        ["release_id"],
        unique=True,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )
    op.create_table(
        "events",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release that says so."),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Its place among the facts of this kind in the release, from 0.",
        ),
        sa.Column(
            "type", sa.Text(), nullable=False, comment="Neutral type: killed, liberate, begin_operation …"
        ),
        sa.Column("plover", sa.Text(), nullable=True, comment="PLOVER event code."),
        sa.Column(
            "polarity", sa.String(length=32), nullable=False, comment="positive, or negative: said not to be."
        ),
        sa.Column(
            "modality",
            sa.String(length=32),
            nullable=False,
            comment="asserted, reported, planned, denied or hypothetical.",
        ),
        sa.Column(
            "wording",
            sa.Text(),
            nullable=True,
            comment="The source's own loaded word, where type is neutral.",
        ),
        sa.Column(
            "attributed_to", sa.Integer(), nullable=True, comment="Position of the quotation it stands in."
        ),
        sa.Column(
            "evidence",
            sa.Text(),
            nullable=False,
            comment="The words as received, from the first to the last of trigger and arguments in its sentence.",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="Its words in the normalized text."),
        sa.Column("verbatim", sa.Text(), nullable=False, comment="Its words exactly as received."),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="First code point in the normalized text."
        ),
        sa.Column(
            "span_end",
            sa.Integer(),
            nullable=False,
            comment="Code point after the last, in the normalized text.",
        ),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="First code point in the raw text."),
        sa.Column(
            "raw_end", sa.Integer(), nullable=False, comment="Code point after the last, in the raw text."
        ),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="Which sentence of the release, from 0."),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that read it."),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of Balagh that read it."),
        sa.Column(
            "trace",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="The steps of the rule, where recorded.",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_events_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_events")),
        comment="What is said to have happened; the span is the trigger.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_events_type"), "events", ["type"], unique=False)
    op.create_table(
        "extractions",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release."),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of Balagh that read it."),
        sa.Column(
            "extracted_at", sa.DateTime(timezone=True), nullable=False, comment="When it was read, in UTC."
        ),
        sa.Column("quantities", sa.Integer(), nullable=False, comment="How many quantities were found."),
        sa.Column("times", sa.Integer(), nullable=False, comment="How many times were found."),
        sa.Column("mentions", sa.Integer(), nullable=False, comment="How many mentions were found."),
        sa.Column("quotations", sa.Integer(), nullable=False, comment="How many quotations were found."),
        sa.Column("events", sa.Integer(), nullable=False, comment="How many events were found."),
        sa.Column(
            "skipped",
            sa.Text(),
            nullable=True,
            comment="Why the release was not read (an exact copy of another), empty if it was.",
        ),
        sa.Column(
            "notes", sa.JSON(none_as_null=True), nullable=True, comment="What was seen but not understood."
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_extractions_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_extractions")),
        comment="That a release was read, by which version, and how much was found.",
    )
    op.create_index(op.f("ix_extractions_version"), "extractions", ["version"], unique=False)
    op.create_table(
        "mentions",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release that says so."),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Its place among the facts of this kind in the release, from 0.",
        ),
        sa.Column(
            "type", sa.String(length=32), nullable=False, comment="person, organization, place and so on."
        ),
        sa.Column(
            "name",
            sa.Text(),
            nullable=False,
            comment="The full or usual form of the name, as resolved in the release.",
        ),
        sa.Column("entity_key", sa.Text(), nullable=False, comment="The entity named."),
        sa.Column("title", sa.Text(), nullable=True, comment="Rank and office as worded."),
        sa.Column("role", sa.Text(), nullable=True, comment="What the name does in the release, where told."),
        sa.Column("text", sa.Text(), nullable=False, comment="Its words in the normalized text."),
        sa.Column("verbatim", sa.Text(), nullable=False, comment="Its words exactly as received."),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="First code point in the normalized text."
        ),
        sa.Column(
            "span_end",
            sa.Integer(),
            nullable=False,
            comment="Code point after the last, in the normalized text.",
        ),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="First code point in the raw text."),
        sa.Column(
            "raw_end", sa.Integer(), nullable=False, comment="Code point after the last, in the raw text."
        ),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="Which sentence of the release, from 0."),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that read it."),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of Balagh that read it."),
        sa.Column(
            "trace",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="The steps of the rule, where recorded.",
        ),
        sa.ForeignKeyConstraint(["entity_key"], ["entities.key"], name=op.f("fk_mentions_entity_key")),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_mentions_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_mentions")),
        comment="Appearances of persons, organisations and places in releases.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_mentions_entity_key"), "mentions", ["entity_key"], unique=False)
    op.create_table(
        "normalized_texts",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release."),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="The repaired text; spans count its code points from 0.",
        ),
        sa.Column("language", sa.Text(), nullable=False, comment="BCP 47 language found in the text."),
        sa.Column(
            "offset_map",
            sa.LargeBinary(),
            nullable=False,
            comment="Where each stretch stands in the raw text, packed by OffsetMap.to_bytes.",
        ),
        sa.Column(
            "sentences", sa.JSON(none_as_null=True), nullable=False, comment="Start and end of each sentence."
        ),
        sa.Column(
            "paragraphs",
            sa.JSON(none_as_null=True),
            nullable=False,
            comment="Start and end of each paragraph.",
        ),
        sa.Column(
            "foreign_passages",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="Start, end and language of passages in another language.",
        ),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of Balagh that repaired the text."),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_normalized_texts_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_normalized_texts")),
        comment="Repaired texts of releases, with the way back to the raw text.",
    )
    op.create_table(
        "quantities",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release that says so."),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Its place among the facts of this kind in the release, from 0.",
        ),
        sa.Column(
            "value",
            sa.Double(),
            nullable=True,
            comment="The figure; empty for a range and for thousands of, which have bounds only.",
        ),
        sa.Column(
            "low", sa.Double(), nullable=True, comment="Lowest value the wording allows, if bounded below."
        ),
        sa.Column(
            "high", sa.Double(), nullable=True, comment="Highest value the wording allows, if bounded above."
        ),
        sa.Column(
            "modifier",
            sa.String(length=32),
            nullable=False,
            comment="exact, approx, more_than, at_least, less_than, at_most, range or indefinite.",
        ),
        sa.Column(
            "unit",
            sa.Text(),
            nullable=False,
            comment="UCUM or ISO 4217 code, %, or 1 for counts and bare numbers.",
        ),
        sa.Column(
            "dimension",
            sa.Text(),
            nullable=False,
            comment="count, money, length, area, ratio, ordinal and so on.",
        ),
        sa.Column(
            "si_value", sa.Double(), nullable=True, comment="The figure in the SI unit of its dimension."
        ),
        sa.Column("counted", sa.Text(), nullable=True, comment="The noun that is counted."),
        sa.Column(
            "counts_people", sa.Boolean(), nullable=True, comment="Whether people are counted, where known."
        ),
        sa.Column(
            "candidates",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="Currencies it may be, best first, if unsettled.",
        ),
        sa.Column("base", sa.Text(), nullable=True, comment="What a share is a share of, or a rate is per."),
        sa.Column(
            "aspect",
            sa.String(length=32),
            nullable=True,
            comment="cumulative (a running total) or incremental, where the text says so.",
        ),
        sa.Column(
            "restates",
            sa.Integer(),
            nullable=True,
            comment="Position of the figure in this release that it repeats in another unit.",
        ),
        sa.Column(
            "restatement_agrees",
            sa.Boolean(),
            nullable=True,
            comment="Whether the two figures agree after conversion.",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="Its words in the normalized text."),
        sa.Column("verbatim", sa.Text(), nullable=False, comment="Its words exactly as received."),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="First code point in the normalized text."
        ),
        sa.Column(
            "span_end",
            sa.Integer(),
            nullable=False,
            comment="Code point after the last, in the normalized text.",
        ),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="First code point in the raw text."),
        sa.Column(
            "raw_end", sa.Integer(), nullable=False, comment="Code point after the last, in the raw text."
        ),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="Which sentence of the release, from 0."),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that read it."),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of Balagh that read it."),
        sa.Column(
            "trace",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="The steps of the rule, where recorded.",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_quantities_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_quantities")),
        comment="Figures, with unit, hedge, bounds and what they count.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quantities_dimension_value", "quantities", ["dimension", "value"], unique=False)
    op.create_table(
        "quotations",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release that says so."),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Its place among the facts of this kind in the release, from 0.",
        ),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="direct or indirect."),
        sa.Column(
            "cue", sa.Text(), nullable=True, comment="The word that introduces it, like said or according to."
        ),
        sa.Column(
            "cue_start",
            sa.Integer(),
            nullable=True,
            comment="First code point of the cue in the normalized text.",
        ),
        sa.Column("cue_end", sa.Integer(), nullable=True, comment="Code point after the cue."),
        sa.Column("speaker", sa.Text(), nullable=True, comment="The words that name the speaker."),
        sa.Column(
            "speaker_name", sa.Text(), nullable=True, comment="The speaker's full name, else the words."
        ),
        sa.Column("speaker_entity", sa.Text(), nullable=True, comment="Key of the speaker in entities."),
        sa.Column(
            "speaker_mention", sa.Integer(), nullable=True, comment="Position of the speaker in mentions."
        ),
        sa.Column(
            "speaker_start", sa.Integer(), nullable=True, comment="First code point of the speaker's words."
        ),
        sa.Column(
            "speaker_end", sa.Integer(), nullable=True, comment="Code point after the speaker's words."
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="Its words in the normalized text."),
        sa.Column("verbatim", sa.Text(), nullable=False, comment="Its words exactly as received."),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="First code point in the normalized text."
        ),
        sa.Column(
            "span_end",
            sa.Integer(),
            nullable=False,
            comment="Code point after the last, in the normalized text.",
        ),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="First code point in the raw text."),
        sa.Column(
            "raw_end", sa.Integer(), nullable=False, comment="Code point after the last, in the raw text."
        ),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="Which sentence of the release, from 0."),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that read it."),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of Balagh that read it."),
        sa.Column(
            "trace",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="The steps of the rule, where recorded.",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_quotations_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_quotations")),
        comment="Words quoted or reported, with cue and speaker.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_quotations_speaker_entity"), "quotations", ["speaker_entity"], unique=False)
    op.create_table(
        "raw_texts",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release."),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="The text as received; raw spans count its code points from 0.",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_raw_texts_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_raw_texts")),
        comment="The texts of releases exactly as received; never changed.",
    )
    op.create_table(
        "repairs",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release."),
        sa.Column("kind", sa.Text(), nullable=False, comment="The kind of damage."),
        sa.Column("count", sa.Integer(), nullable=False, comment="How many places were repaired."),
        sa.Column("confidence", sa.Double(), nullable=False, comment="How sure the repairs are, 0 to 1."),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_repairs_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "kind", name=op.f("pk_repairs")),
        comment="What was broken in a release and repaired, one row a kind of damage.",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "times",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release that says so."),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="Its place among the facts of this kind in the release, from 0.",
        ),
        sa.Column(
            "kind",
            sa.String(length=32),
            nullable=False,
            comment="date, time, datetime, duration, interval or set.",
        ),
        sa.Column(
            "edtf",
            sa.Text(),
            nullable=True,
            comment="The value in EDTF (ISO 8601-2), as exact as the wording.",
        ),
        sa.Column(
            "begins",
            sa.Text(),
            nullable=True,
            comment="First day or moment, ISO 8601 text that sorts by time; empty if open or unknown.",
        ),
        sa.Column("ends", sa.Text(), nullable=True, comment="Last day or moment, inclusive, ISO 8601 text."),
        sa.Column(
            "iso8601", sa.Text(), nullable=True, comment="Durations, times of day and sets in ISO 8601."
        ),
        sa.Column("calendar", sa.String(length=32), nullable=False, comment="Calendar of the wording."),
        sa.Column(
            "hijri", sa.Text(), nullable=True, comment="The hijri date as far as stated, like 1436-10-25."
        ),
        sa.Column(
            "relative",
            sa.Boolean(),
            nullable=False,
            comment="Whether the value depends on when the release was published.",
        ),
        sa.Column(
            "alternatives",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="Other EDTF values the wording allows.",
        ),
        sa.Column("zone", sa.Text(), nullable=True, comment="The time zone named in the text."),
        sa.Column(
            "role", sa.Text(), nullable=True, comment="since, until and the like, from the word before it."
        ),
        sa.Column(
            "consistent",
            sa.Boolean(),
            nullable=True,
            comment="False where the wording contradicts itself (weekday or second calendar disagree).",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="Its words in the normalized text."),
        sa.Column("verbatim", sa.Text(), nullable=False, comment="Its words exactly as received."),
        sa.Column(
            "span_start", sa.Integer(), nullable=False, comment="First code point in the normalized text."
        ),
        sa.Column(
            "span_end",
            sa.Integer(),
            nullable=False,
            comment="Code point after the last, in the normalized text.",
        ),
        sa.Column("raw_start", sa.Integer(), nullable=False, comment="First code point in the raw text."),
        sa.Column(
            "raw_end", sa.Integer(), nullable=False, comment="Code point after the last, in the raw text."
        ),
        sa.Column("sentence", sa.Integer(), nullable=False, comment="Which sentence of the release, from 0."),
        sa.Column("rule", sa.Text(), nullable=False, comment="The rule that read it."),
        sa.Column("version", sa.Text(), nullable=False, comment="Version of Balagh that read it."),
        sa.Column(
            "trace",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="The steps of the rule, where recorded.",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_times_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", "position", name=op.f("pk_times")),
        comment="Dates, times of day, durations, intervals and repeated times.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_times_begins"), "times", ["begins"], unique=False)
    op.create_table(
        "event_arguments",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release."),
        sa.Column("event", sa.Integer(), nullable=False, comment="Position of the event in the release."),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="Its place among the event's arguments, from 0."
        ),
        sa.Column(
            "role",
            sa.Text(),
            nullable=False,
            comment="actor, target, opponent, place, time, quantity, means …",
        ),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="The full name or value, as resolved; else the words."
        ),
        sa.Column("entity_key", sa.Text(), nullable=True, comment="The entity, for a name."),
        sa.Column(
            "kind",
            sa.String(length=32),
            nullable=True,
            comment="The table of the fact it refers to: mentions, quantities, times …",
        ),
        sa.Column("fact", sa.Integer(), nullable=True, comment="The position of that fact in the release."),
        sa.Column(
            "inherited",
            sa.Boolean(),
            nullable=False,
            comment="Whether it was taken over from another clause.",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="Its words in the normalized text."),
        sa.Column(
            "span_start",
            sa.Integer(),
            nullable=True,
            comment="First code point; empty if it has no words of its own.",
        ),
        sa.Column("span_end", sa.Integer(), nullable=True, comment="Code point after the last."),
        sa.Column("raw_start", sa.Integer(), nullable=True, comment="First code point in the raw text."),
        sa.Column(
            "raw_end", sa.Integer(), nullable=True, comment="Code point after the last, in the raw text."
        ),
        sa.ForeignKeyConstraint(
            ["release_id", "event"],
            ["events.release_id", "events.position"],
            name=op.f("fk_event_arguments_release_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("release_id", "event", "position", name=op.f("pk_event_arguments")),
        comment="Who or what fills the roles of events.",
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_arguments_entity_key"), "event_arguments", ["entity_key"], unique=False)
    op.create_table(
        "memberships",
        sa.Column("release_id", sa.Integer(), nullable=False, comment="The release."),
        sa.Column("content_id", sa.Integer(), nullable=False, comment="Its content."),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Version of the deduplication that decided it."
        ),
        sa.ForeignKeyConstraint(
            ["content_id"], ["contents.id"], name=op.f("fk_memberships_content_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_memberships_release_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_memberships")),
        comment="Which content each release has; its cluster is the content's.",
    )
    op.create_index(op.f("ix_memberships_content_id"), "memberships", ["content_id"], unique=False)
    op.create_table(
        "similarities",
        sa.Column(
            "first_content_id", sa.Integer(), nullable=False, comment="The content with the smaller number."
        ),
        sa.Column("second_content_id", sa.Integer(), nullable=False, comment="The other content."),
        sa.Column(
            "link",
            sa.String(length=32),
            nullable=False,
            comment="near, revision, excerpt, or template (same form, other figures: kept apart).",
        ),
        sa.Column(
            "jaccard", sa.Double(), nullable=False, comment="Exact Jaccard similarity of their shingles."
        ),
        sa.Column(
            "first_in_second",
            sa.Double(),
            nullable=False,
            comment="Share of the first's shingles that the second has.",
        ),
        sa.Column(
            "second_in_first",
            sa.Double(),
            nullable=False,
            comment="Share of the second's shingles that the first has.",
        ),
        sa.Column(
            "differences",
            sa.JSON(none_as_null=True),
            nullable=True,
            comment="Figures, dates and names that differ.",
        ),
        sa.ForeignKeyConstraint(
            ["first_content_id"],
            ["contents.id"],
            name=op.f("fk_similarities_first_content_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_content_id"],
            ["contents.id"],
            name=op.f("fk_similarities_second_content_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("first_content_id", "second_content_id", name=op.f("pk_similarities")),
        comment="Verified pairs of similar contents, with their exact similarity.",
        sqlite_with_rowid=False,
    )
    op.create_index("ix_similarities_second_content_id", "similarities", ["second_content_id"], unique=False)

    op.create_table(
        "view_definitions",
        sa.Column("name", sa.Text(), primary_key=True, comment="The view."),
        sa.Column("digest", sa.Text(), nullable=False, comment="SHA-256 of its definition."),
        comment="Which definition of each view the database holds.",
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(postgresql_fold())
    for statement in POSTGRESQL_INDEX if op.get_bind().dialect.name == "postgresql" else SQLITE_INDEX:
        op.execute(statement)


def downgrade() -> None:
    """There is nothing before the first tables; drop the database instead."""
    raise NotImplementedError
