"""All times of a document: grammars start at trigger words, neighbours are joined, values counted from the reference."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.extract.document import Document
from tasks.extract.facts import Time
from tasks.extract.numeral import Numeral
from tasks.extract.times import grains
from tasks.extract.times.combine import combine
from tasks.extract.times.dateline import reference_of
from tasks.extract.times.grammars import parsers, starts
from tasks.extract.times.point import Atom, Point
from tasks.extract.times.reader import Reader
from tasks.extract.times.render import Renderer
from tasks.extract.times.years import another_year


def find_times(document: Document, numerals: Sequence[Numeral]) -> tuple[Time, ...]:
    """Every time expression, in order; relative ones counted from the publication, else from the dateline.

    >>> from tasks.extract.numerals import find_numerals
    >>> document = Document.of("وقع الهجوم في 29 أيلول/سبتمبر 2018")
    >>> [(t.span.of(document.text), t.edtf) for t in find_times(document, find_numerals(document))]
    [('29 أيلول/سبتمبر 2018', '2018-09-29')]
    """
    reader = Reader(document, numerals)
    atoms = combine(reader, atoms_of(reader))
    if not atoms:
        return ()
    renderer = Renderer(reader, reference_of(reader, atoms))
    return tuple(renderer.time(atom) for atom in atoms)


def atoms_of(reader: Reader) -> list[Atom]:
    """What the grammars find, from left to right and without overlap."""
    found: list[Atom] = []
    taken = 0
    for position, mask in starts(reader):
        if position < taken:
            continue
        best: Atom | None = None
        for parser in parsers(mask):
            atom = parser(reader, position)
            if atom is not None and (best is None or atom.last > best.last):
                best = atom
        while best is not None:
            found.append(best)
            taken = best.last
            is_year = (
                isinstance(best.value, Point)
                and best.value.grain is grains.YEAR
                and best.value.year is not None
            )
            best = another_year(reader, taken) if is_year else None
    return found
