"""Codes of administrative divisions with the years they are valid in: names to codes, no guesses.

For example::

    from govinfo_report import regions
    table = regions.builtin()
    table.resolve("苏州市").code                            # "320500"
    table.resolve("鼓楼区", within="徐州市").code            # "320302"
    [r.path() for r in table.candidates("鼓楼区")]          # four cities have one

The built-in table follows GB/T 2260 (codes of the administrative divisions of China), the lists the
Ministry of Civil Affairs publishes every year, and the changes that were approved: all provinces,
prefectures and counties from 2008 to 2025, each with the years it is valid in.  A change counts from
the first year at whose end it was in force.  Of Hong Kong, Macao and Taiwan it has no parts, as the
lists have none; nor has it development zones or areas that only statistics know.  A name that
several bear never resolves by itself; names in Latin letters only ever give candidates.
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
