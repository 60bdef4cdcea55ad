"""Codes of administrative divisions with the years they are valid in: names to codes, no guesses.

For example::

    from govinfo_report import regions
    table = regions.builtin()
    table.resolve("苏州市").code                            # "320500"
    table.resolve("鼓楼区", within="徐州市").code            # "320302"
    [r.path() for r in table.candidates("鼓楼区")]          # four cities have one

The built-in table follows GB/T 2260 (codes of the administrative divisions of China) and the changes
the State Council approved since 2008: all provinces and prefectures, and the counties of the
municipalities, of Jiangsu, Zhejiang and Shandong, of most provincial capitals and of some other
cities.  It is not complete for counties; names that divisions outside the table bear as well are
marked, and never resolve by themselves.  Names in Latin letters only ever give candidates.
A table of your own (``read_regions``) replaces it.
"""

from govinfo_report.regions.table import (
    AmbiguousRegionError,
    Region,
    Regions,
    UnknownRegionError,
    builtin,
    read_regions,
)

__all__ = [
    "AmbiguousRegionError",
    "Region",
    "Regions",
    "UnknownRegionError",
    "builtin",
    "read_regions",
]
