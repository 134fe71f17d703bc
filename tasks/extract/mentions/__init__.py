"""People, organisations, places, facilities and peoples that a release names."""

from __future__ import annotations

from tasks.extract.document import Document
from tasks.extract.facts import Mention
from tasks.extract.mentions.dateline import find_dateline
from tasks.extract.mentions.later import with_later_mentions
from tasks.extract.mentions.people import find_people
from tasks.extract.mentions.reader import Reader
from tasks.extract.mentions.resolve import Resolver, standing
from tasks.extract.mentions.things import find_headed, find_known


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Every name in the release, ordered by span; mentions of one entity share its key.

    >>> text = "قال الفريق بول لاكاميرا إن التحالف يدعم قوات سوريا الديمقراطية في هجين."
    >>> [(m.span.of(text), m.type.value) for m in find_mentions(Document.of(text))][0]
    ('بول لاكاميرا', 'person')
    """
    reader = Reader(document)
    chosen = standing(
        [*find_dateline(reader), *find_people(reader), *find_known(reader), *find_headed(reader)]
    )
    return Resolver(reader).mentions(with_later_mentions(reader, chosen), chosen)
