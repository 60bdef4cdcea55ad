"""The parser: commands, options, and help in both languages."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

import regex

from govinfo_report.cli.colour import showable
from govinfo_report.cli.language import LANGUAGES
from govinfo_report.cli.texts import text
from govinfo_report.errors import UsageError
from govinfo_report.outputs.text import wrap
from govinfo_report.text.lazy import lazy

PROGRAM = "govinfo-report"

#: the words of argparse -> key of our own
_ERRORS = (
    (lazy(r"the following arguments are required: (.+)"), "required"),
    (lazy(r"unrecognized arguments: (.+)"), "unrecognized"),
    (lazy(r"invalid choice: (.+?) \(choose from (.+)\)"), "choice"),
    (lazy(r"expected .*argument.*()"), "expected"),
    (lazy(r"invalid .+ value: (.+)"), "invalid"),
    (lazy(r"ambiguous option: (.+) could match (.+)"), "ambiguous"),
)


class _Formatter(argparse.HelpFormatter):
    """Wraps by the width of characters, and says ``usage`` in the reader's language."""

    language = "en"

    def add_usage(
        self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None
    ) -> None:
        own = text(self.language, "usage") if prefix is None else prefix
        super().add_usage(usage, actions, groups, own)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return wrap(" ".join(text.split()), width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in wrap(text, width - len(indent)))


class Parser(argparse.ArgumentParser):
    """A parser that speaks the chosen language and raises ``UsageError`` instead of exiting."""

    def __init__(self, *, language: str = "en", **options: Any) -> None:
        def formatter(prog: str) -> _Formatter:
            made = _Formatter(prog)
            made.language = language
            return made

        super().__init__(add_help=False, allow_abbrev=False, formatter_class=formatter, **options)
        self.language = language
        if hasattr(self, "color"):
            self.color = False  # one look on every Python
        self._positionals.title = text(language, "positional")
        self._optionals.title = text(language, "options")
        self.add_argument("-h", "--help", action="help", help=text(language, "help"))
        self.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS,
                          help=text(language, "lang"))  # fmt: skip

    def _print_message(self, message: str, file: Any = None) -> None:
        """Help and version, on a console of any encoding."""
        stream = file or sys.stderr
        if message and stream is not None:
            stream.write(showable(message, stream))

    def error(self, message: str) -> NoReturn:
        """Raise ``UsageError`` with the message in the chosen language."""
        shown = message.rstrip(".")
        argument = regex.match(r"argument ([^:]+): ", message)
        body = message[argument.end() :] if argument else message
        for pattern, key in _ERRORS:
            if found := pattern.fullmatch(body):
                words = text(self.language, key).format(*found.groups())
                shown = f"{argument[1]}: {words}" if argument else words
                break
        raise UsageError(f"{shown}.", zh=f"{shown}。", hint=text("en", "see_help", prog=self.prog),
                         hint_zh=text("zh", "see_help", prog=self.prog))  # fmt: skip


def build(language: str, version: str) -> Parser:
    """The whole parser in one language."""

    def t(key: str, **params: object) -> str:
        return text(language, key, **params)

    parser = Parser(language=language, prog=PROGRAM, description=t("program"), epilog=t("epilog"))
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {version}",
                        help=t("version"))  # fmt: skip
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, title=t("commands")
    )

    def command(name: str) -> Parser:
        made: Parser = commands.add_parser(
            name, language=language, help=t(f"cmd_{name}"), description=t(f"cmd_{name}")
        )
        made.add_argument("--plugin", action="append", default=[], metavar="PATH",
                          help=t("plugin"))  # fmt: skip
        return made

    parse = command("parse")
    _inputs(parse, t)
    _result(parse, t, None)
    parse.add_argument("--trace", action="store_true", help=t("trace"))
    check = command("check")
    _inputs(check, t)
    _result(check, t, ("text", "json", "jsonl", "csv", "sarif", "html"))
    check.add_argument("--select", type=_names, default=(), metavar="RULES", help=t("select"))
    check.add_argument("--ignore", type=_names, default=(), metavar="RULES", help=t("ignore"))
    check.add_argument("--severity", choices=("info", "warning", "error"), default="info",
                       help=t("severity"))  # fmt: skip
    check.add_argument("--history", action="append", default=[], metavar="PATH",
                       help=t("history"))  # fmt: skip
    check.add_argument("--parent", metavar="FILE", help=t("parent"))
    check.add_argument("--annotate", metavar="DOCX", help=t("annotate"))
    check.add_argument("--draft", action="store_true", help=t("draft"))
    check.add_argument("--suppressions", action="append", default=[], metavar="TOML",
                       help=t("suppressions"))  # fmt: skip
    check.add_argument("--no-suppressions", action="store_true", help=t("no_suppressions"))
    check.add_argument("--baseline", metavar="FILE", help=t("baseline"))
    check.add_argument("--write-baseline", metavar="FILE", help=t("write_baseline"))
    identify = command("identify")
    identify.add_argument("files", nargs="+", metavar="FILE", help=t("files"))
    identify.add_argument("-v", "--verbose", action="store_true", help=t("verbose"))
    _reading(identify, t, layout=False)
    compare = command("compare")
    compare.add_argument("old", metavar="OLD", help=t("old"))
    compare.add_argument("new", metavar="NEW", help=t("new"))
    _result(compare, t, ("text", "html", "json", "csv"))
    _reading(compare, t)
    diff = command("diff")
    diff.add_argument("old", metavar="OLD", help=t("diff_old"))
    diff.add_argument("new", metavar="NEW", help=t("diff_new"))
    _result(diff, t, ("text", "json", "csv"))
    render = command("render")
    render.add_argument("file", nargs="?", metavar="FILE", help=t("render_file"))
    _result(render, t, ("html", "md", "docx", "xlsx"))
    render.add_argument("--blank", action="store_true", help=t("blank"))
    render.add_argument("--edition", choices=("2019", "2021"), metavar="ID", help=t("edition"))
    render.add_argument("--publisher", metavar="PUBLISHER", help=t("known_publisher"))
    render.add_argument("--year", type=_year, metavar="YEAR", help=t("known_year"))
    _reading(render, t)
    rules = command("rules")
    _result(rules, t, ("text", "json"))
    explain = command("explain")
    explain.add_argument("id", metavar="ID", help=t("rule_id"))
    why = command("why")
    why.add_argument("finding", metavar="FINDING", help=t("finding"))
    why.add_argument("file", metavar="FILE", help=t("file"))
    why.add_argument("--history", action="append", default=[], metavar="PATH", help=t("history"))
    why.add_argument("--draft", action="store_true", help=t("draft"))
    _reading(why, t)
    evidence = command("evidence")
    evidence.add_argument("finding", metavar="FINDING", help=t("finding"))
    evidence.add_argument("file", metavar="FILE", help=t("file"))
    evidence.add_argument("-o", "--output", metavar="ZIP", required=True, help=t("evidence_output"))
    evidence.add_argument("--history", action="append", default=[], metavar="PATH",
                          help=t("history"))  # fmt: skip
    evidence.add_argument("--draft", action="store_true", help=t("draft"))
    _reading(evidence, t)
    _known(evidence, t)
    verify = command("verify")
    verify.add_argument("files", nargs="+", metavar="ZIP", help=t("verify_file"))
    verify.add_argument("--isolation", choices=("process", "none"), default="process",
                        metavar="HOW", help=t("isolation"))  # fmt: skip
    plugins = command("plugins")
    _result(plugins, t, ("text", "json"))
    schema = command("schema")
    schema.add_argument("-o", "--output", metavar="FILE", help=t("output"))
    codebook = command("codebook")
    _result(codebook, t, ("md", "csv", "stata", "r"))
    command("doctor")
    _authors(command, t)
    return parser


def _authors(command: Any, t: Any) -> None:
    """The commands for authors of plugins."""
    case = command("case")
    case.add_argument("action", choices=("new", "rerun", "check"), metavar="new|rerun|check",
                      help=t("case_action"))  # fmt: skip
    case.add_argument("paths", nargs="*", metavar="FILE|DIR", help=t("case_paths"))
    case.add_argument("--as", dest="as_", metavar="LAYOUT/SLUG", help=t("case_name"))
    case.add_argument("--cases", metavar="DIR", help=t("case_home"))
    case.add_argument("--origin", default="", metavar="TEXT", help=t("case_origin"))
    case.add_argument("--findings", action="store_true", help=t("case_findings"))
    case.add_argument("--update", action="store_true", help=t("case_update"))
    new = command("new-plugin")
    new.add_argument("name", metavar="NAME", help=t("plugin_name"))
    new.add_argument("--from", dest="from_", required=True, metavar="PAGE", help=t("plugin_page"))
    new.add_argument("--toml", action="store_true", help=t("plugin_toml"))
    new.add_argument("-o", "--output", metavar="DIR", help=t("plugin_output"))


def _inputs(parser: Parser, t: Any) -> None:
    parser.add_argument("files", nargs="*", metavar="FILE|DIR", help=t("files"))
    parser.add_argument("--manifest", metavar="CSV", help=t("manifest"))
    parser.add_argument("-j", "--jobs", type=_count, default=1, metavar="N", help=t("jobs"))
    _reading(parser, t)
    _known(parser, t)


def _known(parser: Parser, t: Any) -> None:
    known = parser.add_argument_group(t("known"))
    for name, kind in (("publisher", str), ("region", str), ("year", _year), ("url", str),
                       ("retrieved", str)):  # fmt: skip
        known.add_argument(f"--{name}", type=kind, metavar=name.upper(), help=t(f"known_{name}"))


def _reading(parser: Parser, t: Any, *, layout: bool = True) -> None:
    if layout:
        parser.add_argument("--layout", metavar="ID", help=t("layout"))
    parser.add_argument("--opener", metavar="ID", help=t("opener"))
    parser.add_argument("--isolation", choices=("process", "none"), default="process",
                        metavar="HOW", help=t("isolation"))  # fmt: skip


def _result(parser: Parser, t: Any, formats: Sequence[str] | None) -> None:
    names = ", ".join(formats) if formats else "table, json, jsonl, csv …"
    parser.add_argument("-f", "--format", choices=formats, metavar="FORMAT",
                        help=t("format", names=names))  # fmt: skip
    parser.set_defaults(formats=formats)
    parser.add_argument("-o", "--output", metavar="FILE", help=t("output"))


def _names(value: str) -> tuple[str, ...]:
    return tuple(_parts(value.split(",")))


def _parts(values: Iterable[str]) -> Iterable[str]:
    return (value.strip() for value in values if value.strip())


def _count(value: str) -> int:
    if not regex.fullmatch("[0-9]{1,3}", value):
        raise ValueError(value)
    return int(value)


def _year(value: str) -> int:
    if not regex.fullmatch("(?:19|20)[0-9]{2}", value):
        raise ValueError(value)
    return int(value)
