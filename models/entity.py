"""Entities: persons, organisations and places, each once for all releases."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Json, Number, by_value
from tasks.extract.facts import MentionType


class EntityRow(Base):
    """A person, organisation or place, once."""

    __tablename__ = "entities"
    __table_args__ = ({"comment": "Persons, organisations and places, each once for all releases."},)

    key: Mapped[str] = mapped_column(
        Text,
        primary_key=True,
        comment="Our gazetteers' key (place:sy), or name: with type and folded name where only the name is known.",
    )
    type: Mapped[MentionType] = mapped_column(
        by_value(MentionType), comment="person, organization, place and so on."
    )
    name: Mapped[str] = mapped_column(Text, comment="Its usual name in Arabic.")
    english: Mapped[str | None] = mapped_column(Text, comment="Its usual name in English.")
    folded: Mapped[str] = mapped_column(Text, index=True, comment="The Arabic name folded for matching.")
    known: Mapped[bool] = mapped_column(
        comment="Whether it is in our gazetteers; if not, two people of one name share the row."
    )
    identifiers: Mapped[dict[str, str] | None] = mapped_column(
        Json, comment="Identifiers elsewhere: wikidata, geonames, iso3166 and so on."
    )
    country: Mapped[str | None] = mapped_column(Text, comment="ISO 3166 code of its country.")
    latitude: Mapped[float | None] = mapped_column(Number, comment="Degrees north.")
    longitude: Mapped[float | None] = mapped_column(Number, comment="Degrees east.")
