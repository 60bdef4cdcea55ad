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
    "format": (
        "输出格式：{names}（默认按输出文件的后缀，否则为第一种）",
        "output format: {names} (default: by the suffix of the output, else the first)",
    ),
    "suffix": (
        "{name}：后缀不对应本命令的任何输出格式，请用 -f 指定：{known}",
        "{name}: the suffix names no format of this command; choose one with -f: {known}",
    ),
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
    "annotate": (
        "把每条发现作为批注写进这份 Word 文档的副本（DOCX），原文件不变",
        "write every finding as a comment into a copy of the Word document (DOCX)",
    ),
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
    "render_file": ("报告文件；- 为标准输入", "the report; - is standard input"),
    "blank": ("写出空白表，而不是报告", "write a blank form instead of a report"),
    "edition": ("空白表的版本：2021 或 2019（默认按年度）", "edition of the blank form: 2021 or 2019 (default: by year)"),
    "verbose": ("逐个标签说明", "label by label"),
    "trace": (
        "不输出数据，而是说明每一行由哪个版式认领、通过或未通过哪些检查（table 或 json）",
        "instead of figures: which layout claims each row, and what every check said (table or json)",
    ),
    "trace_format": ("--trace 只有 table 和 json 两种格式", "--trace comes as table or json"),
    "rule_id": ("规则编号或短名，或数据地址", "id or slug of a rule, or the address of a figure"),
    "finding": ("发现：规则编号（A103、A103.7）或指纹", "the finding: rule id (A103, A103.7) or fingerprint"),
    "old": ("上一年的报告", "the earlier report"),
    "new": ("后一年的报告", "the later report"),
    "diff_old": ("上一次 parse --format jsonl 的输出", "what `parse --format jsonl` wrote the last time"),
    "diff_new": ("这一次的输出", "what it wrote this time"),
    "evidence_output": ("要写的证据文件（ZIP）", "the evidence file to write (ZIP)"),
    "verify_file": ("证据文件", "evidence files"),
    # --- commands
    "cmd_parse": ("读出数据", "read the figures"),
    "cmd_check": ("检查数据是否相符", "say what does not add up"),
    "cmd_identify": ("说明哪些版式认出该文件，依据是什么", "which layouts claim a file, and why"),
    "cmd_compare": ("两年对照", "two years side by side"),
    "cmd_diff": ("两次读取之间哪些数据变了，为什么", "which figures changed between two runs, and why"),
    "cmd_render": ("按规定格式写出报告或空白表：Word、Excel、网页、Markdown",
                   "write a report, or a blank form, in the prescribed form: Word, Excel, HTML, Markdown"),
    "cmd_rules": ("规则目录", "the catalogue of rules"),
    "cmd_explain": ("说明一条规则或一个数据", "what a rule checks or a figure means"),
    "cmd_why": ("一个发现的计算过程", "the calculation behind a finding"),
    "cmd_evidence": (
        "把一个发现连同原文件、计算过程和引用文字装进一个可核对的 ZIP",
        "pack a finding with its document, calculation and citation into one file that can be verified",
    ),
    "cmd_verify": (
        "核对证据文件：没有改动，且发现仍然成立",
        "check an evidence file: unchanged, and the finding still holds",
    ),
    "cmd_plugins": ("已安装的插件及其问题", "what is installed, and what is wrong with it"),
    "cmd_schema": ("输出 JSON 的 JSON Schema", "JSON Schema of the JSON output"),
    "cmd_codebook": ("数据集各变量的短名、标签和定义", "names, labels and definitions of the variables"),
    "cmd_doctor": ("本机能打开的格式", "what this machine can open"),
    "cmd_case": ("版式插件的用例：记录、重读、核对", "cases of a layout: record, read again, check"),
    "cmd_new-plugin": ("从一个读不出的网页开始写插件", "begin a plugin with a page that is not read"),
    # --- authors of plugins
    "case_action": (
        "new 建立用例；rerun 逐个数字显示与记录的差异；check 有差异时退出码为 1",
        (
            "new makes a case; rerun shows figure by figure what differs from what is recorded; "
            "check exits with 1 when anything does"
        ),
    ),
    "case_paths": (
        "new：文件；rerun、check：用例文件夹（默认 tests/cases 或 cases）",
        "new: the document; rerun, check: folders of cases (default: tests/cases or cases)",
    ),
    "case_name": ("用例名：版式/简名，例如 lakeside.tables/2023", "its name: layout and slug, as in lakeside.tables/2023"),
    "case_home": ("存放用例的文件夹", "the folder that holds the cases"),
    "case_origin": ("文件来自何处", "where the document comes from"),
    "case_findings": ("同时记录检查发现", "record what the rules find as well"),
    "case_update": ("rerun 时把现在读到的内容记为预期", "with rerun: record what is read now as what is expected"),
    "case_as": (
        "case new 需要一个文件和用例名：case new 文件 --as 版式/简名",
        "case new takes one document and a name: case new FILE --as LAYOUT/SLUG",
    ),
    "case_no_update": (
        "--update 只用于 rerun，且不能在自动运行的环境中使用：记录的内容须由人查看",
        "--update goes with rerun, and not where nobody looks: what is recorded is for a person to check",
    ),
    "case_none": ("没有用例：请给出文件夹", "no cases here: name their folder"),
    "case_none_in": ("{name} 中没有用例", "no cases in {name}"),
    "case_written": ("已写入 {name}", "{name} written"),
    "case_read": (
        "{all} 个数据中读出 {count} 个，{lost} 个拒读或缺失",
        "{count} of {all} figures read; {lost} refused or absent",
    ),
    "case_error": ("读取以 {error} 告终，已记为预期结果", "reading ends with {error}, which is recorded as expected"),
    "case_error_next": (
        "应能读取的文件：先补充插件，再运行 case rerun --update",
        "if it ought to be read: extend the plugin, then case rerun --update",
    ),
    "case_check": ("请先与原文核对这些数据：", "compare these figures with the document first:"),
    "case_by": (
        "核对后在 {name} 的 [checked] 下填写核对人和地址",
        "then enter who did it, and the addresses, under [checked] in {name}",
    ),
    "case_summary": ("{count} 个用例，{differing} 个不符", "{count} case(s), {differing} not as recorded"),
    "case_no_golden": ("没有预期结果", "nothing is recorded as expected"),
    "case_same": ("与记录相符", "as recorded"),
    "case_updated": ("已记录现在读到的内容，请核对改动", "what is read now is recorded; look at the changes"),
    "case_figure": ("数据", "figure"),
    "case_expected": ("预期", "expected"),
    "case_now": ("现在", "now"),
    "plugin_name": ("插件名：小写字母、数字、连字符", "name of the plugin: lower-case letters, digits, hyphens"),
    "plugin_page": ("读不出或读不全的网页", "a page that is refused, or read in part"),
    "plugin_toml": ("只写标签写法文件 NAME.toml，不写 Python 包", "write only NAME.toml with label variants, no Python"),
    "plugin_output": ("写入此文件夹（默认当前文件夹）", "write into this folder (default: the current one)"),
    "plugin_written": ("已写入 {name}", "{name} written"),
    "plugin_words": ("已写入 {name}；每一行都是建议，核对后去掉行首的 #",
                     "{name} written; every line is a proposal: compare, then remove the #"),
    "plugin_labels": (
        "表格标签中有 {proposed} 个在网页上另有说法（已列为建议），{missing} 个未找到",
        "{proposed} labels of the form stand there in other words (proposed, commented out), {missing} not at all",
    ),
    "plugin_error": ("目前读取以 {error} 告终，已记为用例的预期结果",
                     "for now reading ends with {error}, which is what the case expects"),
    "plugin_next": (
        "下一步：阅读 {name}/README.md；在该文件夹中运行 pytest",
        "next: {name}/README.md says what to do; pytest runs there already",
    ),
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
    "evidence_written": ("已写入 {name}，SHA-256 {hash}", "{name} written, SHA-256 {hash}"),
    "verify_intact": ("完好：{count} 个成员与打包时相同", "intact: {count} members as they were packed"),
    "verify_holds": ("成立", "holds"),
    "verify_differs": ("数字不同", "other numbers"),
    "verify_gone": ("不再出现", "not found any more"),
    "verify_foreign": ("{name} 不是本版本写出的内容", "{name} is not what this version writes"),
    "verify_now": ("现在：应为 {expected}，实为 {observed}", "now: expected {expected}, observed {observed}"),
    "verify_versions": (
        "制作版本 {then}，核对版本 {now}（程序／规则目录）",
        "made with {then}, checked with {now} (program / catalogue of rules)",
    ),
    "pages_several": (
        "不止一份报告：请给出文件夹，例如 -o 检查结果/",
        "more than one report: give a folder, as in -o pages/",
    ),
    "pages_among": (
        "{name} 在被检查的文件夹中，下次会被当作报告读取；请把结果写到别处",
        "{name} lies in a folder that is checked and would be read as reports; write elsewhere",
    ),
    "same_file": ("输出文件 {name} 也是输入文件", "output {name} is one of the inputs"),
    "read": ("已读 {reports} 份报告，{failed} 个文件失败", "{reports} report(s) read, {failed} file(s) failed"),
    "several": ("{name} 含有 {count} 份报告", "{name} holds {count} reports"),
    "annotated": ("已把 {count} 条批注写入 {name}", "{count} comment(s) written to {name}"),
    "annotate_one": ("--annotate 一次只处理一份 Word 文档（DOCX）", "--annotate takes one Word document (DOCX)"),
    "annotate_file": ("请用 --annotate 指定文件名", "--annotate needs the name of a file"),
    "annotate_same": ("批注不能写回原文件 {name}，请另取文件名", "comments go to a copy: {name} is in use, name another file"),
    "render_lost": (
        "{count} 个数据未能读取，表中以“?”（拒读）或“缺”（文中没有）标出",
        "{count} figure(s) could not be read and show as ? (refused) or 缺 (not in the document)",
    ),
    "render_binary": ("{format} 不能显示在屏幕上，请用 -o 指定文件", "{format} cannot be shown on a screen; name a file with -o"),
    "render_both": ("--blank 写出空白表，不读取文件", "--blank writes a blank form; it takes no FILE"),
    "render_none": ("请给出报告文件，或用 --blank 写出空白表", "name a report, or ask for a blank form with --blank"),
    "render_edition": ("--edition 只用于 --blank；报告按其自身的格式写出",
                       "--edition goes with --blank; a report is written in the form it has"),
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
