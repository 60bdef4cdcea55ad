"""Prints precision and recall on the annotated sentences: ``python -m narrative.recall``."""

from __future__ import annotations

import sys
from collections import Counter

from .prose import claims_in, told
from .test_statements import SENTENCES
from .test_zero import NONE


def main() -> None:
    """Count what was found, missed and invented, by quantity."""
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    invented: Counter[str] = Counter()
    for text, expected in SENTENCES:
        got, want = Counter(told(text)), Counter(expected)
        for kind, items in ((found, got & want), (missed, want - got), (invented, got - want)):
            kind.update(quantity for quantity, _ in items.elements())
    for text, quantities in NONE:
        zeros = Counter(s.quantity for s in claims_in(text).statements if s.negated)
        found.update(zeros & Counter(quantities))
        missed.update(Counter(quantities) - zeros)
        invented.update(zeros - Counter(quantities))
    right, gone, wrong = found.total(), missed.total(), invented.total()
    lines = [f"recall {right}/{right + gone}, precision {right}/{right + wrong}"]
    lines += [f"missed {name}: {count}" for name, count in missed.most_common()]
    lines += [f"invented {name}: {count}" for name, count in invented.most_common()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
