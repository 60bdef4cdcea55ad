"""Family V: what a single figure may be."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from govinfo_report.model.figure import Number, State
from govinfo_report.model.finding import Param, Severity
from govinfo_report.rules.competence import may_make_rules
from govinfo_report.rules.context import Context
from govinfo_report.rules.refusals import FEE, refused_texts
from govinfo_report.rules.rule import Assess, Fail, Gap, Pass, Result, Rule
from govinfo_report.rules.slots import TABLES, table_of
from govinfo_report.rules.texts import FIGURE_ANSWER, FORMS, NONE_KNOWN, Texts, both

_RULES_ROW = "proactive_disclosure.administrative_rules."
_PROCUREMENT = "proactive_disclosure.centralized_procurement.amount"
_FEN = 6  # decimals of an amount in 万元 that is exact to the fen
#: an amount in 万元 that a body of this size can hardly collect in a year
_LIMITS = ((("镇", "乡", "街道", "办事处"), 10_000), (("县", "区", "局"), 1_000_000))
_LARGEST_FEE = 10_000_000


def _unknown(context: Context, *, but: str) -> Iterable[Result]:
    """Cells whose value nobody knows, save columns of one kind: a blank has none to judge."""
    for state in (State.REFUSED, State.ABSENT):
        for address in context.by_state[state]:
            slot = context.slots.get(address)
            if slot is not None and slot.kind != but:
                yield Gap((address,), state.value)


def _negative(context: Context) -> Iterable[Result]:
    slots = context.slots
    assessed = 0
    for address, value in context.values.items():
        slot = slots.get(address)
        if slot is None or slot.kind == "change":
            continue
        if value >= 0:
            assessed += 1
            continue
        yield Fail((address,), {"cell": slot.label}, expected=0, observed=value, difference=-value)
    yield Pass(assessed)
    yield from _unknown(context, but="change")


def _fractions(context: Context) -> Iterable[Result]:
    slots = context.slots
    assessed = 0
    for address, value in context.values.items():
        slot = slots.get(address)
        if slot is None or slot.kind == "amount":
            continue
        if isinstance(value, int) or value == value.to_integral_value():
            assessed += 1
        else:
            yield Fail((address,), {"cell": slot.label}, observed=value)
    yield Pass(assessed)
    yield from _unknown(context, but="amount")


def _blanks(context: Context) -> Iterable[Result]:
    accepted = set(_rules_marks(context))
    figures = context.figures
    for index, table in enumerate(TABLES, 1):
        if not context.is_read(table):
            continue
        blank, marks = [], []
        for address in context.by_table[table]:
            state = figures[address].state
            if state is State.BLANK:
                blank.append(address)
            elif state is State.NOT_APPLICABLE and address not in accepted:
                marks.append(address)
        if blank or marks:
            params: dict[str, Param] = {
                "table": table, "blank": len(blank), "marks": len(marks),
                "count": len(blank) + len(marks),
            }  # fmt: skip
            yield Fail((*blank, *marks), params, index)
        else:
            yield Pass()


def _refused_as(rule_id: str) -> Assess:
    """Cells whose text was refused and for which this rule speaks; equal texts once."""

    def check(context: Context) -> Iterable[Result]:
        groups: dict[tuple[str, str], list[str]] = {}
        for address, rule in refused_texts(context).items():
            if rule == rule_id:
                raw = context.figures[address].raw or ""
                groups.setdefault((table_of(address), raw), []).append(address)
        for (_, raw), addresses in groups.items():
            slot = context.slots.get(addresses[0])
            cell = slot.label if slot else ""
            yield Fail(tuple(addresses), {"cell": cell, "raw": raw, "count": len(addresses)})

    return check


def _not_numbers(context: Context) -> Iterable[Result]:
    yield from _refused_as("V104")(context)
    yield Pass(len(context.values))


def _fee_decimals(context: Context) -> Iterable[Result]:
    if FEE not in context.figures:
        return
    value = context.values.get(FEE)
    if value is None:
        refused = list(_refused_as("V105")(context))
        for result in refused:
            assert isinstance(result, Fail)
            yield Fail((FEE,), {"raw": result.params["raw"]})
        if not refused:
            yield context.gap(FEE)
    elif _decimals(value) > _FEN:
        yield Fail((FEE,), {"raw": format(Decimal(value), "f")}, observed=value)
    else:
        yield Pass()


def _decimals(value: Number) -> int:
    digits = format(Decimal(value), "f").partition(".")[2].rstrip("0")
    return len(digits)


def _rules_marks(context: Context) -> list[str]:
    """``/`` in the row 规章, where the publisher is not known to have the power to issue any."""
    if may_make_rules(context.report.publisher) is True:
        return []
    marks = context.by_state[State.NOT_APPLICABLE]
    return [address for address in marks if address.startswith(_RULES_ROW)]


def _slash(context: Context) -> Iterable[Result]:
    marks = tuple(_rules_marks(context))
    if marks:
        raw = context.figures[marks[0]].raw or "/"
        yield Fail(marks, {"raw": raw.strip(), "count": len(marks)})
    elif context.is_read("proactive_disclosure"):
        yield Pass()


def _changes(context: Context) -> Iterable[Result]:
    yield from _refused_as("V107")(context)
    for address, slot in context.slots.items():
        if slot.kind == "change":
            state = context.figures[address].state if address in context.figures else State.ABSENT
            if state is State.VALUE:
                yield Pass()
            elif refused_texts(context).get(address) != "V107":
                yield Gap((address,), state.value)


def _annotated(context: Context) -> Iterable[Result]:
    for note in context.notes.get("V108", ()):
        params = {name: note.params.get(name, "") for name in ("raw", "note")}
        slot = context.slots.get(note.addresses[0]) if note.addresses else None
        places = (note.place,) if note.place is not None else ()
        key = "" if note.addresses else str(params["raw"])
        yield Fail(
            note.addresses, {**params, "cell": slot.label if slot else ""}, places=places, key=key
        )


def _units_in_cells(context: Context) -> Iterable[Result]:
    groups: dict[tuple[str, str], list[str]] = {}
    for note in context.notes.get("V109", ()):
        table = table_of(note.addresses[0]) if note.addresses else ""
        found = groups.setdefault((table, str(note.params.get("unit", ""))), [])
        found += [a for a in note.addresses if a not in found]
    for (table, unit), addresses in groups.items():
        first = context.figures.get(addresses[0]) if addresses else None
        raw = first.raw or "" if first else ""
        params: dict[str, Param] = {
            "table": table, "unit": unit, "count": len(addresses), "raw": raw.strip(),
        }  # fmt: skip
        yield Fail(tuple(addresses), params, key="" if addresses else unit)


def _blanks_as_zero(context: Context) -> Iterable[Result]:
    """Rows with a total and blank applicant cells that close when the blanks are zero."""
    values, figures = context.values, context.figures
    closing: list[str] = []
    for check in context.matrix.by_rule.get("A101", ()):
        blank = [a for a, _ in check.terms if a not in values]
        if not blank or check.target in blank:
            continue
        if any(a not in figures or figures[a].state is not State.BLANK for a in blank):
            continue
        filled = {a: values.get(a, 0) for a, _ in check.terms}
        if check.residual(filled) == 0:
            closing.append(check.target)
        else:
            yield Gap((check.target, *blank), State.BLANK.value)
    if closing:
        yield Fail(tuple(closing), {"count": len(closing)})


def _fee_unit(context: Context) -> Iterable[Result]:
    if FEE not in context.figures:
        return
    figure = context.figures[FEE]
    value = context.values.get(FEE)
    limit = _largest_fee(context.report.publisher)
    if value is not None and value < limit:
        yield Pass()
    elif value is not None:
        raw = figure.raw if figure.raw is not None else format(Decimal(value), "f")
        yield Fail((FEE,), {"raw": raw.strip(), "limit": limit}, observed=value)
    elif refused_texts(context).get(FEE) == "V201":
        yield Fail((FEE,), {"raw": (figure.raw or "").strip(), "limit": limit})
    else:
        yield context.gap(FEE)


def _largest_fee(publisher: str | None) -> int:
    name = (publisher or "").removesuffix("人民政府办公室").removesuffix("人民政府")
    return next((limit for endings, limit in _LIMITS if name.endswith(endings)), _LARGEST_FEE)


def _amount_unit(context: Context) -> Iterable[Result]:
    if _PROCUREMENT not in context.figures:
        return
    value = context.values.get(_PROCUREMENT)
    if value is None:
        yield context.gap(_PROCUREMENT)
    elif value and context.figures[_PROCUREMENT].unit is None:
        yield Fail((_PROCUREMENT,), {}, observed=value)
    else:
        yield Pass()


def _rule(
    rule_id: str,
    slug: str,
    severity: Severity,
    check: Assess,
    title: Texts,
    template: Texts,
    explanation: Texts,
    formula: str,
    *,
    causes: Texts,
    exclusions: Texts = NONE_KNOWN,
    editions: tuple[str, ...] = ("2021", "2019"),
    silenced_by: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        id=rule_id, slug=slug, severity=severity, check=check, title=title, template=template,
        explanation=explanation, formula=formula, causes=causes, exclusions=exclusions,
        basis=FORMS, response=FIGURE_ANSWER, editions=editions, requires=("cell",),
        silenced_by=silenced_by,
    )  # fmt: skip


_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES: tuple[Rule, ...] = (
    _rule(
        "V101", "negative-value", _E, _negative,
        both("出现负数", "a negative value"),
        both("{cell}为 {observed}，数量和金额不应小于 0。",
             "{cell} is {observed}; counts and amounts are not below 0."),
        both("件数、项数和金额不会是负数；只有 2019 年格式的“本年增/减”可以为负。",
             "Counts and amounts cannot be negative; only 本年增/减 of the 2019 form may be."),
        "every count ≥ 0; proactive_disclosure.administrative_fees.amount_wan_yuan ≥ 0",
        causes=both("把“－”当作占位符与数字连写，填了增减数。",
                    "A dash as a filler run together with a number, or a change in place of a "
                    "count."),
        exclusions=both("items_net_change 不检查。", "items_net_change is not checked."),
    ),
    _rule(
        "V102", "not-an-integer", _E, _fractions,
        both("件数不是整数", "a count that is no integer"),
        both("{cell}为 {observed}，件数应为整数。", "{cell} is {observed}; a count is an integer."),
        both("表二、表三、表四的件数、项数都是整数；金额除外。",
             "All counts of tables 2, 3 and 4 are integers; amounts are not concerned."),
        "every count of tables 2, 3 and 4 is an integer",
        causes=both("金额填入件数栏，小数点误录。",
                    "An amount in the column of a count, a stray decimal point."),
    ),
    _rule(
        "V103", "blank-where-zero-required", _I, _blanks,
        both("应填 0 处为空或为标记", "blanks or marks where the form wants 0"),
        both("{table}有 {count} 个单元格未填数字（空白 {blank}，“/”等标记 {marks}）。",
             "{table}: {count} cell(s) without a number ({blank} blank, {marks} marks such as /)."),
        both("没有发生的事项应填 0。空白可能是 0，也可能是漏填，因此保持原状，从不当作 0。",
             "Where nothing happened the form wants 0. A blank may be 0 or forgotten, so it stays "
             "a blank and never counts as 0."),
        "no figure of the table is blank or a mark such as / — 无",
        causes=both("以空白或“/”代替 0。", "Blanks or strokes in place of zeros."),
        exclusions=both("无规章制定权的机关在“规章”行填“/”由 V106 说明；整表为空由 S207 说明。",
                        "V106 speaks for / in the row 规章 of bodies without the power, S207 for "
                        "a table that is empty throughout."),
        silenced_by=("S207",),
    ),
    _rule(
        "V104", "not-a-number", _W, _not_numbers,
        both("单元格内容不是数字", "a cell holds words"),
        both("{cell}的内容“{raw}”不是数字。", "{cell}: “{raw}” is no number."),
        both("数字栏中是说明文字、填表要求或被屏蔽的数字。",
             "Words, an instruction of the form or masked digits stand where a number belongs."),
        "the text of a cell is a number, a blank or a mark for none",
        causes=both("未删除填表说明，网站过滤了数字。",
                    "Filling notes left in, digits masked by a filter of the site."),
        editions=(),
    ),
    _rule(
        "V105", "fee-decimals", _E, _fee_decimals,
        both("收费金额小数过长", "too many decimals of the fee"),
        both("行政事业性收费“{raw}”万元的小数超过 6 位，不足一分。",
             "Administrative fees “{raw}” 万元 have more than 6 decimals, less than one fen."),
        both("以万元为单位，6 位小数已精确到分，更长的小数不可能是实收金额。",
             "In units of 10 000 yuan six decimals are exact to the fen; a longer fraction cannot "
             "be money received."),
        f"{FEE} has at most 6 decimals",
        causes=both("由公式算出的数未取整，单位混淆。",
                    "An unrounded result of a formula, units confused."),
        editions=("2021",),
    ),
    _rule(
        "V106", "slash-not-applicable", _I, _slash,
        both("规章行填“/”", "/ in the row 规章"),
        both("规章行有 {count} 格填“{raw}”：本机关可能没有规章制定权，予以接受。",
             "Row 规章: {count} cell(s) with “{raw}”; accepted, as the body may have no power to "
             "issue rules."),
        both("没有规章制定权的机关可以在规章行填“/”。状态保持“不适用”，不作 0 处理。",
             "A body without the power to issue rules may put / into the row 规章. The state stays "
             "not_applicable, never 0."),
        f"{_RULES_ROW}* is a mark for none",
        causes=both("没有规章制定权。", "No power to issue rules."),
        exclusions=both("省级政府等有制定权的机关仍按 V103 处理。",
                        "Bodies known to have the power fall under V103."),
    ),
    _rule(
        "V107", "signed-change-form", _I, _changes,
        both("增减写法无法识别", "a change in a form not understood"),
        both("{cell}的“{raw}”不是可识别的增减写法。", "{cell}: “{raw}” is no known form of a change."),
        both("2019 年格式“本年增/减”可写作 -8、减8、+4、增4、增2、0 等；其他写法不猜测，有关规则为“无法判断”。",
             "本年增/减 of the 2019 form is written -8, 减8, +4, 增4, 增2, 0 and the like; other "
             "forms are not guessed, and rules that need the figure are open."),
        "proactive_disclosure.<item>.items_net_change is a signed whole number",
        causes=both("增减两数并列，或另加说明。", "Two numbers side by side, or a remark added."),
        editions=("2019",),
    ),
    _rule(
        "V108", "annotated-cell", _I, _annotated,
        both("单元格带括注", "a number with a note in brackets"),
        both("{cell}的“{raw}”带有括注，数值取括号前的数字。",
             "{cell}: “{raw}” carries a note; the number before the brackets is the value."),
        both("数字后有括号说明。只取括号前的数字，括注另存。",
             "A note in brackets follows the number. The number before it is the value, the note "
             "is kept."),
        "a number followed by a note in brackets",
        causes=both("机关补充说明。", "The agency explains its figure."),
        editions=(),
    ),
    _rule(
        "V109", "unit-in-cell", _I, _units_in_cells,
        both("单元格带单位", "a unit inside the cell"),
        both("{table}有 {count} 个单元格在数字后写有单位“{unit}”，如“{raw}”。",
             "{table}: {count} cell(s) with the unit “{unit}”, such as “{raw}”."),
        both("数字后写有单位。与本列相同的照读；万元栏中的“元”精确换算为万元。",
             "A unit follows the number. The column's own is accepted; 元 in a 万元 column is "
             "converted exactly."),
        "a number followed by a unit word",
        causes=both("填表习惯。", "A habit of filling in."),
        editions=(),
    ),
    _rule(
        "V110", "blank-read-as-zero", _I, _blanks_as_zero,
        both("空白若作 0 则行平衡", "rows that close when blanks are 0"),
        both("表三有 {count} 行：空白若作 0，则申请人之和等于总计；空白仍保持原状。",
             "Table 3: {count} row(s) that close when blanks are taken as 0; the blanks stay blank."),
        both("只记录推断，不改变状态；即使作 0 也不平衡的行为“无法判断”。",
             "Records the inference only, the state stays blank; a row that does not close even "
             "so is open."),
        "blanks of row requests.{r} taken as 0 make A101 hold",
        causes=both("只填了有数的单元格。", "Only cells with cases were filled in."),
    ),
    _rule(
        "V201", "fee-unit-suspect", _I, _fee_unit,
        both("收费金额单位可疑", "the unit of the fee is doubtful"),
        both("行政事业性收费“{raw}”：本栏单位为万元，请核对是否误填为元（参考上限 {limit}）。",
             "Administrative fees “{raw}”: the column is in 万元; check for yuan (usual limit "
             "{limit})."),
        both("金额大得与机关层级不相称，或带有另一种货币单位，可能把元填入万元栏。",
             "The amount is out of proportion to the body, or carries another unit of money: yuan "
             "may stand in a column of 万元."),
        f"{FEE} has a plausible size and no other unit",
        causes=both("按元填报。", "Filled in in yuan."),
        exclusions=both("上限按名称估计：乡镇街道 1 万，县区和局 100 万，其余 1000 万（万元）。",
                        "The limit goes by the name: towns 10 000, counties, districts and bureaus "
                        "1 000 000, others 10 000 000 (万元)."),
        editions=("2021",),
    ),
    _rule(
        "V202", "amount-without-unit", _I, _amount_unit,
        both("采购金额没有单位", "a procurement amount without a unit"),
        both("政府集中采购总金额 {observed} 没有单位，无法判断是元还是万元。",
             "Procurement amount {observed} has no unit: yuan or 万元 cannot be told."),
        both("2019 年格式未印采购金额的单位，填报时元、万元都有。",
             "The 2019 form prints no unit for the amount; both yuan and 万元 are in use."),
        f"{_PROCUREMENT} carries a unit",
        causes=both("格式未规定单位。", "The form prescribes none."),
        exclusions=both("金额为 0 时不需要单位。", "An amount of 0 needs no unit."),
        editions=("2019",),
    ),
)  # fmt: skip
"""The rules of this family, by id."""
