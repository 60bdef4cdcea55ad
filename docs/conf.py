"""Sphinx configuration; every warning is an error when the pages are built."""

from __future__ import annotations

import govinfo_report

project = "govinfo-report"
copyright = "the govinfo-report contributors"
version = release = govinfo_report.__version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.doctest"]
exclude_patterns = ["_build"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = "govinfo-report"
html_show_sphinx = False
html_static_path = ["_static"]
html_css_files = ["tables.css"]

autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_default_options = {"members": True, "undoc-members": False}
python_use_unqualified_type_names = True

# names of the standard library have no page here, nor have classes that only work inside;
# names of ours that users meet must be found
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(?!govinfo_report).*"),
    ("py:.*", r"govinfo_report\.plugins\.guards\..*"),
    ("py:.*", r"govinfo_report\.documents\.(sniffing|offsets)\..*"),
    ("py:.*", r"govinfo_report\.outputs\.(text|labels)\..*"),
    ("py:.*", r"govinfo_report\.(deprecation\.[PR]|plugins\.records\.Offer)"),
    ("py:.*", r"govinfo_report\.display\..*"),
]
