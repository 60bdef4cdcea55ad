"""Whether this machine has letters for Chinese: a chart with boxes for text tells nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

#: beginning of a font's file name in lower case -> name of its family, the best first
FAMILIES: tuple[tuple[str, str], ...] = (
    ("notosanscjksc", "Noto Sans CJK SC"),
    ("notosanscjk", "Noto Sans CJK SC"),
    ("notosanssc", "Noto Sans SC"),
    ("sourcehansanssc", "Source Han Sans SC"),
    ("sourcehansanscn", "Source Han Sans CN"),
    ("sourcehansans", "Source Han Sans"),
    ("pingfang", "PingFang SC"),
    ("hiragino sans gb", "Hiragino Sans GB"),
    ("stheiti", "STHeiti"),
    ("msyh", "Microsoft YaHei"),
    ("simhei", "SimHei"),
    ("deng", "DengXian"),
    ("wqy-microhei", "WenQuanYi Micro Hei"),
    ("wqy-zenhei", "WenQuanYi Zen Hei"),
    ("notoserifcjk", "Noto Serif CJK SC"),
    ("sourcehanserif", "Source Han Serif SC"),
    ("simsun", "SimSun"),
    ("songti", "Songti SC"),
    ("droidsansfallback", "Droid Sans Fallback"),
)
_SUFFIXES = {".ttf", ".ttc", ".otf", ".otc"}
_MOST = 20_000  # files looked at


def chinese_font(folders: Iterable[str | os.PathLike[str]] | None = None) -> str | None:
    """The family of a font for Chinese in ``folders`` (those of the system), the best there is."""
    found: set[int] = set()
    for name in _files(map(Path, _folders() if folders is None else folders)):
        rank = next((i for i, (start, _) in enumerate(FAMILIES) if name.startswith(start)), None)
        if rank == 0:
            return FAMILIES[0][1]
        if rank is not None:
            found.add(rank)
    return FAMILIES[min(found)][1] if found else None


def _files(folders: Iterable[Path]) -> Iterator[str]:
    seen = 0
    for folder in folders:
        for _, _, names in os.walk(folder):
            for name in names:
                seen += 1
                if seen > _MOST:
                    return
                if Path(name).suffix.lower() in _SUFFIXES:
                    yield name.lower()


def _folders() -> Iterator[Path]:
    """Where systems keep fonts; these are looked through in a moment."""
    home = Path.home()
    if sys.platform == "win32":
        for variable, rest in (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts")):
            if variable in os.environ:
                yield Path(os.environ[variable], rest)
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"),
                    Path("/System/Library/AssetsV2"), home / "Library" / "Fonts")  # fmt: skip
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts",
                    home / ".local" / "share" / "fonts")  # fmt: skip
