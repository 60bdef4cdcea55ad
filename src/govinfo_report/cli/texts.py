"""The words of the command line, in Chinese and English (a table, not code)."""

from __future__ import annotations

#: key -> (zh, en)
TEXTS: dict[str, tuple[str, str]] = {
    # --- the program
    "program": (
        "读取政府信息公开工作年度报告：每一个数字要么正确，要么说明缺失的原因。",
        (
            "Read China's annual reports on open government information: every figure is right, "
            "or absent with a reason."
        ),
    ),
    "epilog": (
        "退出码：0 无错误（仅有警告也为 0）；1 检查发现错误；2 用法错误；3 有内容无法读取（优先于 1）。",
        (
            "Exit status: 0 clean (warnings alone are 0), 1 error findings, 2 usage, "
            "3 something could not be read (3 beats 1)."
        ),
    ),
    "commands": ("命令", "commands"),
    "positional": ("参数", "arguments"),
    "options": ("选项", "options"),
    "usage": ("用法：", "usage: "),
    "known": ("已知信息（记录为“给定”，仅在页面未说明时采用）",
              "what you know (recorded as given, used where the page is silent)"),
    # --- options
    "help": ("显示本帮助并退出", "show this help and exit"),
    "version": ("显示版本并退出", "show the version and exit"),
    "lang": ("界面语言：zh 或 en（默认取自系统区域设置）",
             "language of the interface: zh or en (default: from the locale)"),
    "plugin": (
        "本次运行使用的插件：.py 文件、包、标签写法 .toml 文件或文件夹；可重复",
        (
            "a plugin for this run: .py file, package, .toml file of label variants, or a "
            "folder; may be repeated"
        ),
    ),
    "files": ("报告文件或文件夹；- 为标准输入", "reports or folders; - is standard input"),
    "file": ("报告文件；- 为标准输入", "the report; - is standard input"),
    "output": ("写入文件（UTF-8），而不是标准输出", "write to a file (UTF-8) instead of standard output"),
    "format": ("输出格式", "output format"),
    "jobs": ("并行进程数；0 为全部处理器（默认 1）", "processes; 0 is one per processor (default 1)"),
    "manifest": (
        "CSV 清单：列 path、publisher、region、year、url、retrieved；未给文件时读取清单中的全部文件",
        (
            "CSV of what is known of the files, with columns path, publisher, region, year, url, "
            "retrieved; without FILE every file of the list is read"
        ),
    ),
    "layout": ("只用这一版式", "use this layout only"),
    "opener": ("只用这一打开器", "use this opener only"),
    "isolation": (
        "PDF、DOC、XLS 等在单独的进程中打开：process（默认，限制内存和时间）或 none",
        "PDF, DOC, XLS and the like are opened in a process of their own: process (default; bounds "
        "memory and time) or none",
    ),
    "known_publisher": ("发布机关", "the issuing body"),
    "known_region": ("行政区划代码或名称", "region code or name"),
    "known_year": ("报告年度", "reporting year"),
    "known_url": ("来源网址", "address the file came from"),
    "known_retrieved": ("取得日期", "when it was retrieved"),
    "select": ("只运行这些规则：编号、前缀（A、V1）或短名，逗号分隔",
               "run only these rules: ids, prefixes (A, V1) or slugs, separated by commas"),
    "ignore": ("不运行这些规则", "do not run these rules"),
    "severity": ("只显示不低于此级别的发现", "show findings of at least this severity"),
    "parent": ("汇总报告：检查所列各单位之和", "the consolidated report the others add up to"),
    "history": (
        "往年报告（文件或文件夹，可重复）；按发布机关和年度自动配对",
        "reports of earlier years (file or folder, may be repeated); paired by publisher and year",
    ),
    "history_none": ("{name}：其中没有年度报告", "{name}: no report in it"),
    "draft": ("尚未发布的草稿：不检查期限，检查个人信息和遗留内容",
              "a report not yet published: no deadlines, but personal numbers and leftovers"),
    "suppressions": (
        "搁置记录（TOML，可重复）；报告旁的“文件名.suppressions.toml”和文件夹中的 suppressions.toml 自动采用",
        (
            "findings set aside (TOML, may be repeated); NAME.suppressions.toml beside a report and "
            "suppressions.toml in its folder are used by themselves"
        ),
    ),
    "no_suppressions": ("不采用任何搁置记录", "set nothing aside"),
    "baseline": ("以前写下的基线：其中所列的发现不再计入", "a list written earlier: findings on it no longer count"),
    "write_baseline": ("把本次的全部发现写成基线", "write down the findings of this run as such a list"),
    "baseline_gone": ("基线中有 {count} 条发现已不存在", "{count} finding(s) of the baseline are gone"),
    "baseline_written": ("已把 {count} 条发现写入 {name}", "{count} finding(s) written to {name}"),
    "parent_among": (
        "{name} 就是汇总报告本身，不计入所属单位",
        "{name} is the consolidated report itself, and is not counted among its units",
    ),
    "verbose": ("逐个标签说明", "label by label"),
    "rule_id": ("规则编号或短名，或数据地址", "id or slug of a rule, or the address of a figure"),
    "finding": ("发现：规则编号（A103、A103.7）或指纹", "the finding: rule id (A103, A103.7) or fingerprint"),
    "old": ("上一年的报告", "the earlier report"),
    "new": ("后一年的报告", "the later report"),
    # --- commands
    "cmd_parse": ("读出数据", "read the figures"),
    "cmd_check": ("检查数据是否相符", "say what does not add up"),
    "cmd_identify": ("说明哪些版式认出该文件，依据是什么", "which layouts claim a file, and why"),
    "cmd_compare": ("两年对照", "two years side by side"),
    "cmd_rules": ("规则目录", "the catalogue of rules"),
    "cmd_explain": ("说明一条规则或一个数据", "what a rule checks or a figure means"),
    "cmd_why": ("一个发现的计算过程", "the calculation behind a finding"),
    "cmd_plugins": ("已安装的插件及其问题", "what is installed, and what is wrong with it"),
    "cmd_schema": ("输出 JSON 的 JSON Schema", "JSON Schema of the JSON output"),
    "cmd_doctor": ("本机能打开的格式", "what this machine can open"),
    # --- talk
    "error": ("错误", "error"),
    "skipped": ("跳过 {name}：不是文档", "skipped {name}: not a document"),
    "skipped_more": ("另跳过 {count} 个文件", "skipped {count} more files"),
    "unsupported": ("{name}：此安装无法打开该格式", "{name}: this installation cannot open the format"),
    "no_tables": ("{name}：没有读到任何表格数据", "{name}: no figure of any table could be read"),
    "nothing": ("没有可读取的文件", "there was nothing to read"),
    "missing": ("{name}：没有这个文件或文件夹", "{name}: no such file or folder"),
    "unreadable": ("{name}：无法读取：{error}", "{name}: cannot be read: {error}"),
    "interrupted": ("已中断", "interrupted"),
    "partial": ("未完成的输出保留在 {name}", "the unfinished output is kept in {name}"),
    "internal": (
        "内部错误（{error}）。这是程序的缺陷，请附上文件报告给我们。",
        "internal error ({error}). This is a defect of the program; please report it with the file.",
    ),
    "plugin_problems": (
        "{count} 个插件问题；运行 govinfo-report plugins 查看",
        "{count} plugin problem(s); govinfo-report plugins lists them",
    ),
    "same_file": ("输出文件 {name} 也是输入文件", "output {name} is one of the inputs"),
    "read": ("已读 {reports} 份报告，{failed} 个文件失败", "{reports} report(s) read, {failed} file(s) failed"),
    "several": ("{name} 含有 {count} 份报告", "{name} holds {count} reports"),
    # --- manifest
    "manifest_column": ("清单 {name}：没有 path 列", "manifest {name}: there is no column path"),
    "manifest_unknown": ("清单 {name}：未知的列 {column}", "manifest {name}: unknown column {column}"),
    "manifest_year": ("清单 {name} 第 {line} 行：年度 {value} 无效", "manifest {name}, line {line}: bad year {value}"),
    "manifest_path": ("清单 {name} 第 {line} 行：缺少 path", "manifest {name}, line {line}: no path"),
    "manifest_twice": (
        "清单 {name} 第 {line} 行：{value} 已列出，内容不同",
        "manifest {name}, line {line}: {value} is listed before with other facts",
    ),
    "manifest_read": ("清单 {name} 无法读取：{error}", "manifest {name} cannot be read: {error}"),
    # --- argparse
    "required": ("缺少参数：{0}", "missing: {0}"),
    "unrecognized": ("无法识别的参数：{0}", "not understood: {0}"),
    "choice": ("{0} 无效，可用：{1}", "{0} is not one of {1}"),
    "expected": ("需要一个值", "expects a value"),
    "invalid": ("值 {0} 无效", "bad value {0}"),
    "ambiguous": ("选项 {0} 有歧义：{1}", "option {0} may be {1}"),
    "see_help": ("用法见 {prog} --help。", "See {prog} --help."),
}  # fmt: skip


def text(language: str, key: str, /, **params: object) -> str:
    """A text in ``"zh"`` or ``"en"``, with its parameters filled in."""
    chosen = TEXTS[key][0 if language == "zh" else 1]
    return chosen.format_map(params) if params else chosen
