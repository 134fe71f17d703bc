"""People, organisations, places, facilities and peoples that a release names."""

from __future__ import annotations

from tasks.extract.document import Document
from tasks.extract.facts import Mention
from tasks.extract.mentions.dateline import find_dateline
from tasks.extract.mentions.known import find_known
from tasks.extract.mentions.later import with_later_mentions
from tasks.extract.mentions.organizations import find_organizations
from tasks.extract.mentions.people import find_people
from tasks.extract.mentions.places import find_places
from tasks.extract.mentions.reader import Reader
from tasks.extract.mentions.resolve import Resolver, standing


def find_mentions(document: Document) -> tuple[Mention, ...]:
    """Every name in the release, ordered by span; mentions of one entity share its key.

    >>> text = "قال الفريق بول لاكاميرا إن التحالف يدعم قوات سوريا الديمقراطية في هجين."
    >>> [(m.span.of(text), m.type.value) for m in find_mentions(Document.of(text))][0]
    ('بول لاكاميرا', 'person')
    """
    reader = Reader(document)
    candidates = [*find_dateline(reader), *find_people(reader), *find_known(reader)]
    chosen = standing([*candidates, *find_organizations(reader), *find_places(reader)])
    return Resolver(reader).mentions(with_later_mentions(reader, chosen), chosen)
