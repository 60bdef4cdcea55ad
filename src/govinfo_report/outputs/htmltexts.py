"""The words of our pages, in Chinese and English (a table, not code)."""

from __future__ import annotations

#: key -> (zh, en)
PAGE_TEXTS: dict[str, tuple[str, str]] = {
    "title": ("检查报告", "Check report"),
    "skip": ("跳到发现", "Skip to the findings"),
    "unknown_publisher": ("发布机关不详", "publisher unknown"),
    "unknown_year": ("年度不详", "year unknown"),
    "year": ("{year} 年度", "year {year}"),
    # --- the verdict
    "clean": ("未发现对不上的地方", "Nothing was found that does not add up"),
    "found": ("错误 {error} 处，警告 {warning} 处，提示 {info} 处",
              "{error} error(s), {warning} warning(s), {info} note(s)"),
    "also_aside": ("，另有 {count} 处已搁置", ", and {count} set aside"),
    "also_open": ("；{count} 条规则无法判断", "; {count} rule(s) could not be assessed"),
    "selected": ("本页只显示所选的发现", "This page shows the selected findings only"),
    # --- what was read
    "read": ("读到了什么", "What was read"),
    "publisher": ("发布机关", "Issuing body"),
    "reporting_year": ("报告年度", "Reporting year"),
    "report_title": ("标题", "Title"),
    "period": ("统计期限", "Period"),
    "published": ("发布日期", "Published"),
    "edition": ("格式版本", "Edition of the form"),
    "grade": ("读取等级", "Grade of the reading"),
    "grade_verified": ("已核验：每个数字都与其行、列标签对应，并由原文复核",
                       "verified: every value is bound to its labels and re-derived from the text"),
    "grade_unverified": ("未核验：文字可能与版面所印不一致",
                         "unverified: the text may differ from what is printed"),
    "grade_refused": ("部分或全部表格未能读取", "some or all tables could not be read"),
    "states": ("数据", "Figures"),
    "states_told": ("有数 {value}，空白 {blank}，标为“不适用” {not_applicable}，拒读 {refused}，缺失 {absent}",
                    "{value} with a value, {blank} blank, {not_applicable} marked as none, "
                    "{refused} refused, {absent} not in the document"),
    "file": ("文件", "File"),
    "container": ("所在文件", "Unpacked from"),
    "url": ("来源网址（调用者提供）", "Address (as given)"),
    "retrieved": ("取得时间（调用者提供）", "Retrieved (as given)"),
    "how": ("读取方式", "Read by"),
    "software": ("软件版本", "Software"),
    "rules_version": ("规则目录 {version}", "catalogue of rules {version}"),
    "plugins": ("插件", "Plugins"),
    "rules_run": ("规则", "Rules"),
    # --- findings
    "contents": ("发现一览", "Findings at a glance"),
    "none": ("没有发现。", "There are no findings."),
    "tables": ("原表与发现的位置", "The tables, with every finding at its cell"),
    "tables_intro": (
        "表格按规定格式由读出的数据重绘。格内记号的字母或汉字表示级别，数字是发现的序号；实心记号是首先要看的一格，虚线记号是同一处涉及的其他格。",
        (
            "Redrawn from the figures as read, in the prescribed form. In a mark, the letter tells "
            "the severity and the number the finding; a solid mark is the cell to look at first, a "
            "dashed one another cell that is concerned."
        ),
    ),
    "not_found_table": ("文件中没有读到本表", "This table was not read from the document"),
    "legend": ("图例", "Legend"),
    "blank": ("空白", "blank"),
    "refused": ("拒读", "refused"),
    "absent": ("缺失", "absent"),
    "none_mark": ("标为不适用", "marked as none"),
    "legend_blank": ("原格为空，不是 0", "the cell is empty, which is not zero"),
    "legend_refused": ("格中文字不能证明是哪个数字", "the text cannot be proved to be a number"),
    "legend_absent": ("文件中没有该格", "the document has no such cell"),
    "legend_none": ("原文标为不适用", "printed as not applicable"),
    "details": ("逐条说明", "Findings one by one"),
    "expected": ("应为", "expected"),
    "observed": ("实为", "observed"),
    "difference": ("相差", "difference"),
    "calculation": ("计算", "Calculation"),
    "sign": ("符号", "sign"),
    "value": ("数值", "value"),
    "label": ("数据", "figure"),
    "where": ("位置", "place"),
    "line": ("第 {line} 行", "line {line}"),
    "page": ("第 {page} 页", "page {page}"),
    "quote": ("原文", "As it stands in the source"),
    "sentence": ("原文语句", "The sentence"),
    "further": ("其他依据", "Further evidence"),
    "explained": ("报告第六部分的说明", "What section six of the report says"),
    "why": ("为什么检查", "Why this is checked"),
    "basis": ("依据", "Legal source"),
    "causes": ("常见原因", "Usual causes"),
    "response": ("如何处理", "What to do"),
    "exclusions": ("例外与已知误报", "Exceptions and known false positives"),
    "same_rule": ("规则说明、依据和处理办法见 {link}", "For the rule, its source and what to do see {link}"),
    "finding": ("发现 {number}", "finding {number}"),
    "attribution": ("问题可能在", "Suspect"),
    "fingerprint": ("指纹", "fingerprint"),
    "review": ("待复核", "to review"),
    "back": ("回到一览", "Back to the list"),
    "aside": ("已搁置", "set aside"),
    "set_aside": ("已搁置的理由", "Why it is set aside"),
    "known": ("在基线中", "on the list of an earlier check"),
    "more": ("另有 {count} 项", "and {count} more"),
    # --- what could not be assessed
    "open": ("无法判断的", "What could not be assessed"),
    "open_intro": ("“无法判断”不是“通过”：缺少下列内容，有关规则没有结论。",
                   "Open is not passed: for want of the following, these rules have no verdict."),
    "open_none": ("全部适用的规则都得出了结论。", "Every rule that applies was assessed."),
    "crashed": ("规则出错", "rule crashed"),
    "unread": ("未能读出的数据", "Figures that could not be read"),
    # --- blind spots
    "blind": ("检查看不到的", "What the checks cannot see"),
    "blind_equations": (
        "本报告的 {all} 个数据中，{seen} 个受表内等式约束；其余 {rest} 个（主要在表二）只有与正文、往年或其他报告对照才能检查。",
        (
            "Of the {all} figures of this report, {seen} take part in an equation of the form; the other "
            "{rest} (table 2 above all) can only be held against the prose, other years or other reports."
        ),
    ),
    "blind_sums": (
        "等式都成立，不等于数据真实：整行填错位置、某格与合计一起写错，各项合计仍然平衡。",
        (
            "That every sum holds does not make the figures true: values in the wrong row, or a cell and "
            "its total wrong together, keep the balance."
        ),
    ),
    "blind_prose": (
        "正文只检查程序读得懂的说法；没有提到的数字、没有读懂的句子不在检查之内。",
        "Of the prose, only statements the program understands are checked; other sentences are not.",
    ),
    "blind_history": (
        "本次没有用到上年报告，跨年衔接（如上年结转）没有检查。",
        "No report of the year before was used: continuity between years (such as requests carried over) was not checked.",
    ),
    "blind_records": (
        "程序不知道台账：报告所载与实际工作是否一致，要由发布机关核对。",
        "The program knows no records: whether the report states what happened is for the issuing body to check.",
    ),
    "blind_cause": (
        "一处对不上只说明数字之间矛盾，不说明哪一个写错、为什么写错。",
        "A finding says that numbers contradict each other, not which of them is wrong, nor why.",
    ),
    # --- index
    "index": ("检查结果汇总", "Check reports"),
    "index_counts": ("{reports} 份报告：错误 {error} 处，警告 {warning} 处，提示 {info} 处，无法判断 {open} 项",
                     "{reports} report(s): {error} error(s), {warning} warning(s), {info} note(s), {open} open"),
    "index_failed": ("未能读取的文件", "Files that could not be read"),
    "index_report": ("报告", "report"),
    "open_column": ("无法判断", "open"),
    "errors": ("错误", "errors"),
    "warnings": ("警告", "warnings"),
    "notes": ("提示", "notes"),
    # --- two years side by side
    "compare": ("两年对照", "Two years side by side"),
    "compare_verdict": ("{differ} 个数据不同，{same} 个相同", "{differ} figure(s) differ, {same} are the same"),
    "compare_skip": ("跳到数据对照", "Skip to the figures"),
    "compare_read": ("对照的两份报告", "The two reports"),
    "compare_of": ("项目", "Fact"),
    "compare_old": ("上年报告", "Earlier report"),
    "compare_new": ("本年报告", "Later report"),
    "compare_refused": ("拒读数据", "Figures refused"),
    "continuity": ("两年衔接", "What must carry over"),
    "continuity_intro": (
        "由上年报告推出的数与本年所填是否一致。机构合并拆分、更正上年数据、汇总范围变化时可以不等；"
        "“无法判断”不是“相符”。",
        "Whether what follows from the earlier report is what the later one says. The two may "
        "differ when units were merged or split, a figure was corrected or other units are "
        "consolidated; open is not a match.",
    ),
    "continuity_none": ("不是同一机关相邻两年的报告，不检查衔接。",
                        "Not reports of one body for years that follow each other: nothing is said "
                        "of what carries over."),
    "continuity_what": ("衔接关系", "What carries over"),
    "continuity_now": ("本年", "This year"),
    "continuity_verdict": ("结果", "Verdict"),
    "compare_figures": ("数据对照", "The figures"),
    "compare_intro": (
        "按本年报告的表式列出本年数据；与上年不同的格写明上年的数和增减。不同不等于有错。空白、拒读、缺失都不是 0，不计增减。",
        "The figures of the later year in its form; where a cell differs, the earlier figure and the "
        "change stand below it. A difference is not a fault. Blank, refused and absent are no zeros "
        "and have no change.",
    ),
    "compare_same": ("与上年相同的数据不另注明。", "Cells without a remark are the same in both years."),
    "compare_forms": (
        "两年表式不同：下表是上年表中与本年含义不同、不能对照的部分所在的原表。",
        "The forms differ: this is the earlier table, for its figures that have no counterpart.",
    ),
    "compare_only": ("本年新设", "not in the earlier form"),
    "prose": ("正文重复", "Repeated prose"),
    "prose_intro": (
        "逐句比较，不计年份，也不计法规引文、套语和零报告的句子；数字不同的句子不算重复。",
        "Sentence by sentence, years left out, and without quotations of the law, set phrases and "
        "sentences that report nothing; a sentence with another number is no repetition.",
    ),
    "prose_none": ("至少一份报告没有读到正文，无法比较。", "No prose was read from at least one report."),
    "prose_same": ("与上年相同的语句", "Sentences that stand in both"),
}  # fmt: skip


def page_text(language: str, key: str, /, **params: object) -> str:
    """A text in ``"zh"`` or ``"en"``, with its parameters filled in."""
    chosen = PAGE_TEXTS[key][language != "zh"]
    return chosen.format_map(params) if params else chosen


def colon(language: str) -> str:
    """What stands between a name and what is said of it."""
    return "：" if language == "zh" else ": "
