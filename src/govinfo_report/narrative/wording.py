"""Which quantity a number stands for, by the words around it.

Every pattern is closed at the number: between the word that names the quantity and the number
only words of a closed list may stand.  What no pattern knows is ``other``.
"""

from __future__ import annotations

import regex
from attrs import define

from govinfo_report.narrative.quantities import APPLICANTS, CHANNELS, LEAVES
from govinfo_report.text.lazy import lazy

#: words without a meaning of their own between a name and its number
TAIL = (
    r"(?:共计?|总计|合计|累计|计|总?数量?|总量|件数|为|是|达到?|有|的|了|事项|案件|办件|案|件|申请|政府信息|信息|"
    r"公开|答复|决定|情形|情况|类型?|处理|办理事项|办理件|告知|结果|等|内容|:|=|各?项|分别|\"|数(?=\"))*+"
)
_FILLER = lazy(
    r"其中|本年度?|当年|全年|年内|今年|20[0-9]{2}年度?|(?:截至|截止)[^，]{0,10}(?:日|[年月]底|月末|目前)|本(?:机关|单位|部门|行政机关)|"
    r"我[局办市县区镇街省委]|共计?|合计|总计|累计|已经?|均已?|全部|都|依法依规|依法|依规|按(?:时|期|规定|要求)|及时|并|目前|"
    r"实际|完成|申请|依申请公开|政府信息公开|政府信息|信息公开|信息|的|、|和|及|:|年度|上述|以上|所有|对|有|所?收到|"
    r"^[^，]{0,12}(?:局|办公室|政府|委员?会?|镇|街道|乡|[县市区])(?=[共已当本依按])"
)
_OBJECT = r"(?<!复议|诉讼|听证|更正|补正|法人|自然人|企业|个人|撤回|撤销)申请|依申请公开"
_TOPIC = lazy(r"公开申请|依申请|申请公开|信息申请|申请信息")
_WEAK_TOPIC = lazy(r"申请人|申请(?:[0-9]|办理|件|数|事项)|[件宗条][^，。]{0,12}申请")
_FOREIGN = lazy(r"复议|诉讼|信访|咨询|留言|意见|建议|提案|投诉|补正|工单|热线|主动公开|许可|处罚")
_DEALT_WITH = lazy(r"信件|信箱|来信|留言|咨询|热线|工单|提案|建议|投诉|信访|意见|诉求|问题线索")
_OUTCOME_FOREIGN = lazy(
    r"(?<!属于已|属于|已)主动公开(?!目录)|公文|属性|行政规范性文件|权责|清单|栏目"
)
_PUBLIC = lazy(r"公民|社会")
_CASE_NOUN = lazy(r"(?:复议|诉讼|起诉)(?:案件|案|申请|的)*$")
_JOINTLY = lazy(r"(?:共计?|合计|总计)(?:为|有|:)*$")
_EACH = lazy(r"分别|各")
_JOINED = lazy(r"、|和|及")
_NO_DOCUMENT = lazy(r"解读|公文|政策文件|信息|条目|栏目|制度")
_DOCUMENT_TAIL = lazy(
    rf"(?:文件|规章|制定|制发|出台|印发|废止|失效|有效)(?:的|件|共|行政|部门|政府|地方){{0,3}}{TAIL}$"
)


def _c(pattern: str) -> regex.Pattern[str]:
    return lazy(pattern)


_ALL_COLUMNS = "|".join(APPLICANTS.values())
_ALL_CHANNELS = "|".join(CHANNELS.values())

_CARRIED_IN = _c(
    rf"(?:(?:上(?:一)?年度?|去年|往年|年初)[^，。;]{{0,4}}(?:结转|转入|遗留|接转|转结)|结转(?:自|于)?上一?年度?|"
    rf"20[0-9]{{2}}年度?(?:结转|转入))(?:(?:到|至|入)?(?:本|今|20[0-9]{{2}})年度?)?(?:继续)?(?:办理|答复|处理)?(?:的|未办结)?{TAIL}$"
)
_CARRIED_IN_RIGHT = _c(r"^(?:为|系|是|由|从)?(?:上一?年度?|去年)[^，。]{0,3}(?:结转|转入)")
_NEXT = r"(?:下一?年度?|次年|明年|来年|20[0-9]{2}年度?)"
_CARRIED_OUT = _c(
    rf"(?:结转|顺延|转入|转结|延至|转|推迟|延期)(?:至|到|入)?{_NEXT}(?:度)?(?:继续)?(?:办理|答复|处理|办结)*{TAIL}$|^{_NEXT}继续(?:办理|答复|处理|办结){TAIL}$"
)
_CARRIED_OUT_RIGHT = _c(
    rf"^(?:申请|政府信息公开申请|信息公开申请)?(?:将|需|因[^，。]{{0,12}}|按照?{'['}^，。{']'}{{0,8}}|按[^，。]{{0,6}}|依法|未办结|正在办理)*"
    rf"(?:结转|顺延|转入|转|延至)(?:至|到|入)?{_NEXT}"
)
_RECEIVED = _c(
    rf"(?P<verb>(?:新|共|累计)?(?:收到|接收到?|接到|收悉|(?<!未)(?:发生|产生))|新收|新增|收)(?P<object>[^#]{{0,36}}?)(?:{_OBJECT}){TAIL}$"
)
_RECEIVED_BARE = _c(r"(?P<verb>收到|接收到?|接到|新收到?|新增|收)(?:了|共计?|各类|有效|:)*$")
_ACCEPTED = _c(rf"(?:受理|收办|接受|承办)(?P<object>[^#]{{0,36}}?)(?:{_OBJECT}){TAIL}$")
_ACCEPTED_BARE = _c(r"(?:受理|收办)(?:了|共计?|各类|:)*$")
_NOUN_RIGHT = _c(
    r"^(?:公民、?|法人、?|和|其他组织|提出的|有关|有效|关于|的|个人|书面|网上)*(?:政府|政务)?信息?(?:公开)?(?:依)?(?:申请|公开申请)(?!人|表|复议)|^依申请公开"
)
_CLOSED = _c(r"^(?:办理|答复|回复|予以)*?(?:办结|办理完毕|办理完成|办理完结|审结)(?:数量?|了|为)*$")
_ANSWERED = _c(r"^(?:办理|予以)*(?:答复|回复|办复)(?:数量?|了|为)*$")
_PROCESSED = _c(r"^(?:办理|处理)(?:数量?|了|为)*$")
_CLOSED_ANY = _c(rf"办结(?P<object>[^#]{{0,12}}?)(?:{_OBJECT}|事项){TAIL}$")
_ANSWERED_ANY = _c(rf"(?:答复|回复)(?P<object>[^#]{{0,12}}?)(?:{_OBJECT}){TAIL}$")
_PROCESSED_ANY = _c(rf"(?:办理)(?P<object>[^#]{{0,44}}?)(?:{_OBJECT}){TAIL}$")

_GRANT = r"(?:予以公开|同意公开|准予公开|全部公开|同意提供)"
_OUTCOMES = (
    ("requests.granted_or_partially",
     _c(rf"(?<!不)(?:{_GRANT}|公开)(?:或者?|及|和|与|/|、)(?:予以)?部分(?:予以)?公开{TAIL}$")),
    ("requests.partially_granted", _c(rf"(?<!或|及|和|与|/|者)部分(?:予以)?公开{TAIL}$")),
    ("requests.denied", _c(rf"(?:不予公开|不同意公开|决定不公开){TAIL}$")),
    ("requests.granted", _c(rf"(?<!不){_GRANT}{TAIL}$")),
    ("requests.unable_to_provide", _c(rf"无法提供(?:的|信息)*{TAIL}$")),
    ("requests.not_processed", _c(rf"不予处理{TAIL}$")),
    ("requests.other_handling", _c(rf"(?:作?其[他它](?:方式|情形)?处理)(?:情况|结果|方式)?{TAIL}$")),
    ("requests.withdrawn",
     _c(rf"(?:撤回|撤销|撤件|撤办)(?:政府信息公开)?(?:申请)?(?:的|、?终止办理)?{TAIL}$")),
    ("requests.disclosed", _c(r"^(?:其中)?[、:]*+公开(?:的|答复|有|:)*$")),
)  # fmt: skip
_OUTCOME_RIGHT = tuple(
    (
        quantity,
        _c(
            rf"^(?:申请|政府信息公开申请)?(?:依法|均|已|作出|被|答复|为|属于)*(?:{word})(?:的|答复|决定|处理)*$"
        ),
    )
    for quantity, word in (
        ("requests.partially_granted", "部分公开|予以部分公开"),
        ("requests.denied", "不予公开"),
        ("requests.granted", _GRANT),
        ("requests.unable_to_provide", "无法提供"),
        ("requests.not_processed", "不予处理"),
    )
)
_LEAVES = tuple(
    (
        f"requests.{leaf}",
        _c(
            rf'(?:属于?|因|涉及|作为|其中|^|[、:])"?(?:{words})"?(?:的|类|信息|事项|等|原因|，)*{TAIL}$'
        ),
    )
    for leaf, words in LEAVES.items()
)
_APPLICANT = tuple(
    (f"requests.applicants.{column}",
     _c(rf"^(?:其中|[、:]|申请人|为|来自|由|以)*+(?:{words})(?:提出|提交|身份|类|申请人?|政府信息公开|的|信息公开)*{TAIL}$"))
    for column, words in APPLICANTS.items()
)  # fmt: skip
#: from whom requests were received; 公民 may stand for everybody
_RECEIVED_FROM = tuple(
    (f"requests.applicants.{column}",
     _c(rf"(?:收到|接收到?|接到|新收|受理)[了共]*(?:来自|由)?(?:{'自然人' if column == 'natural_person' else words})(?:提出|提交)?的?(?:政府)?(?:信息)?(?:公开)?申请{TAIL}$"))
    for column, words in APPLICANTS.items()
)  # fmt: skip
_APPLICANT_RIGHT = tuple(
    (f"requests.applicants.{column}", _c(rf"^(?:申请)?(?:为|系|是|来自|属于|由)(?:{words})(?:提出|提交)?的?(?:申请)?$"))
    for column, words in APPLICANTS.items()
)  # fmt: skip
_CHANNEL = tuple(
    (f"requests.channels.{channel}",
     _c(rf"^(?:其中|[、:]|主要|包括|分别为|(?:提交|申请|受理)(?:方式|渠道|途径)[为有]?|通过|以|采用|经|由|政府|门户|互联|政务|信息公开|委|本?局|官方)*+(?:{words})(?:渠道|方式|形式|途径|提交|提出|收到|接收|申请(?:表|件)?|受理|的|政府信息公开|信息公开|系统)*{TAIL}$"))
    for channel, words in CHANNELS.items()
)  # fmt: skip
_BODY = _c(
    r"(?:^|其中|[、:;，])(?P<body>[^，、:;。]{0,16}?(?:政府|政府办|局|委|办公室|镇|乡|街道?|部门|单位|中心|镇街|乡镇|办事处|管委会|开发区|所|大队|公司))(?:本级)?(?:共|收到|受理|有|的|办理|申请|政府信息公开申请)*$"
)
_DOCUMENT = _c(r"规范性文件|(?:政府|地方性|部门)?规章(?!制度)")
_DOCUMENT_DONE = _c(
    r"(?P<issued>制定|制发|出台|印发)|(?P<repealed>废止|失效|撤销)|(?P<in_force>现行有效)|(?P<foreign>发布|公开|公布|解读|备案|审查|清理|修订|修改|转发|报送|上传)"
)
_DECISION = tuple(
    (f"decisions.administrative_{kind}",
     _c(rf"(?:^|作出|办理|实施|全年|本年度?|年内|[、，;:])(?:的)?{word}(?:决定|案件|处理决定|(?<=(?:办理|受理|实施|作出){word})事项)*(?:数量|共计?|总计|为|:)*$"))
    for kind, word in (("licensing", "行政许可"), ("penalties", "行政处罚"), ("coercion", "行政强制"))
)  # fmt: skip
#: 网站公开政府信息: what went out by a channel, not what came in
_GIVEN_OUT = _c(r"(?<!申请)公开(?:各类|政府|政务)*信息[^申]*$")
#: decisions that are put on show, perhaps those of one column or one system only
_MADE_PUBLIC = _c(
    r"(?:公示|(?<!政务|信息|申请)公开|上传|推送|归集|录入|报送|发布|共享|上报)"
    r"(?:(?!作出|办理|办结|实施|行政(?:许可|处罚|强制))[^。;])*+行政(?:许可|处罚|强制)"
)
_PUBLICATIONS = (
    ("publications.interpretations", _c(r"(?:发布|公开|公布|制作|推出|同步|相关|政策|文字|图片|图文|图解|视频|文件)解读(?:信息|材料|稿件?|文件|产品|图片|图文)?(?:共|计|合计)*$|^(?:政策)?解读(?:信息|材料|稿|文件|产品)?$")),
    ("publications.items", _c(r"(?:发布|(?<!申请|不予|予以|部分)公开|公布)[^，]{0,8}(?:政府|政务)信息(?:共计?|累计|总计|总数为?)*$|(?:发布|(?<!申请|不予|予以|部分)公开|公布)(?:各类|政府|政务|主动公开|共计?|累计)*信息(?:共计?|累计|总计|总数为?)*$")),
    ("channels.accounts", _c(r"(?:政务新媒体|新媒体账号|政务账号)(?:账号)?(?:共计?|总数)*$|^(?:政务)?新媒体(?!平台|工作|管理)")),
    ("channels.columns", _c(r"栏目(?:共计?)*$|^[^，]{0,6}栏目$")),
)  # fmt: skip
_FEE = _c(
    r"信息(?:公开)?(?:信息)?处理费[^，。;]{0,12}$|信息公开收费[^，。;]{0,4}$|依申请公开[^，。;]{0,6}(?:收费|费用)[^，。;]{0,6}$"
)
_PAID = _c(r"^(?:总|收费)?金额(?:为|共计?)*$|^(?:实际)?(?:共)?收取(?:费用|金额)?(?:为|共计?)*$")
_RESULT = _c(
    r"(?P<upheld>维持)|(?P<corrected>纠正|纠错|败诉|确认违法|责令)|"
    r"(?P<pending>(?:尚未|未|正在)(?:审结|审理|办结|审理完毕))|(?P<other_result>其他结果)"
)
_REVIEW = _c(
    r"复议后(?:又|再)?(?:被)?(?:提?起诉|诉讼|提起)(?P<after>)|(?:未经复议|直接)[^，]{0,4}(?:起诉|诉讼)(?P<direct>)|(?P<reconsideration>复议)|(?P<litigation>诉讼|起诉)"
)
_RESULT_TAIL = _c(rf"(?:维持|纠正|纠错|败诉|审结|办结|审理|结果|违法|责令[^，]{{0,6}}){TAIL}$")
_REVIEW_TAIL = _c(rf"(?:行政)?(?:复议|诉讼|起诉)(?:案件|案|的|申请|件数|事项|应诉|答复)*{TAIL}$")
_TRIBUNAL = _c(r"(?:受理|审理|审结|承办|办理)(?:的)?(?:各类)?行政(?:复议|诉讼|应诉)")
_OWN_TOPIC = _c(r"信息公开|依申请|政务公开|公开工作|申请公开")
_REQUEST_PARTS = frozenset(("on_request", "requests"))


@define
class Surroundings:
    """What a sentence has told before the number at hand."""

    topic: str
    text: str
    own: bool  #: the sentence speaks of open information
    request: bool  #: requests are what the sentence is about
    block: str = ""  #: reconsideration or litigation, last named
    cases: bool = False  #: reconsideration or suits have been named
    elsewhere: bool = False  #: the number before counts letters, proposals and the like
    document: str = ""
    done: str = ""


def surroundings(topic: str, text: str, before: str = "") -> Surroundings:
    """The topic of a sentence; ``before`` is the sentence in front of it in one paragraph."""
    own = topic in _REQUEST_PARTS or _OWN_TOPIC.search(text) is not None
    request = topic in _REQUEST_PARTS or _TOPIC.search(text) is not None
    if not request and _WEAK_TOPIC.search(text):
        request = _FOREIGN.search(text) is None
    if not request and before:
        request = _TOPIC.search(before) is not None
    if not own and before:
        own = _OWN_TOPIC.search(before) is not None and _REVIEW.search(before) is not None
    return Surroundings(topic, text, own, request)


def classify(left: str, right: str, unit: str, about: Surroundings, carried: bool) -> str:
    """The quantity of a number with the words before and behind it; ``other`` when unknown.

    ``carried`` tells that a bracket or clause behind says 含上年结转.
    """
    if unit not in ("件", "条", "份", "次", "个", "项", "部"):
        if unit in ("元", "万元") and (
            _FEE.search(left)
            or (about.topic == "other_matters" and "收费" in about.text and _PAID.search(left))
        ):
            return "fees.information_processing"
        return _publication(left, right)
    found = _review(left, right, about) if unit in ("件", "次", "个") else ""
    if found:
        return found
    found = _document(left, right, about)
    if found:
        return found
    if unit in ("件", "条", "份", "次") and about.request:
        found = _request(left, right, about)
        if found == "requests.received" and carried:
            return "requests.received_with_carried_in"
        if found:
            return found
    for quantity, pattern in _DECISION:
        if pattern.search(left) and not _MADE_PUBLIC.search(about.text):
            return quantity
    return _publication(left, right)


def of_others(quantity: str, left: str, right: str) -> bool:
    """Whether a number counts something that is dealt with like requests: letters, proposals."""
    return quantity == "other" and _DEALT_WITH.search(left + right) is not None


def _publication(left: str, right: str) -> str:
    """What was published or is run, by the noun at the number; no table counts these."""
    for quantity, pattern in _PUBLICATIONS:
        if pattern.search(left) or pattern.match(right):
            return quantity
    return "other"


def body_of(left: str) -> str:
    """The body a part of a list stands for (县教育局), or nothing."""
    match = _BODY.search(left)
    return match["body"].removeprefix("其中") if match else ""


def _foreign(match: regex.Match[str]) -> bool:
    return _FOREIGN.search(match[0]) is not None


def _request(left: str, right: str, about: Surroundings) -> str:
    if _CARRIED_IN.search(left) or (_bare(left) and _CARRIED_IN_RIGHT.match(right)):
        return "requests.carried_in"
    if _CARRIED_OUT.search(left) or _CARRIED_OUT_RIGHT.match(right):
        return "requests.carried_out"
    if not _OUTCOME_FOREIGN.search(about.text):
        for quantity, pattern in (*_OUTCOMES, *_LEAVES):
            if pattern.search(left) and not _of_another(quantity, left, about):
                return quantity
        if _bare(left):
            for quantity, pattern in _OUTCOME_RIGHT:
                if pattern.match(right):
                    return quantity
    if "申请" in about.text or "受理" in about.text or about.text.startswith("其中"):
        channels = () if _GIVEN_OUT.search(left) else _CHANNEL
        for quantity, pattern in (*_APPLICANT, *_RECEIVED_FROM, *channels):
            if pattern.search(left):
                return quantity
        if _bare(left):
            for quantity, pattern in _APPLICANT_RIGHT:
                if pattern.match(right):
                    return quantity
    for quantity, pattern, bare in (
        ("requests.received", _RECEIVED, _RECEIVED_BARE),
        ("requests.accepted", _ACCEPTED, _ACCEPTED_BARE),
    ):
        match = pattern.search(left)
        if match and not _foreign(match) and not _partial(match["object"]):
            return quantity
        if bare.search(left) and _NOUN_RIGHT.match(right) and not _partial(left):
            return quantity
    if about.topic in _REQUEST_PARTS and _NEW_ONLY.fullmatch(left):
        return "requests.received"
    bare_left = _FILLER.sub("", left)
    for quantity, pattern, anywhere in (
        ("requests.closed", _CLOSED, _CLOSED_ANY),
        ("requests.answered", _ANSWERED, _ANSWERED_ANY),
        ("requests.processed", _PROCESSED, _PROCESSED_ANY),
    ):
        match = anywhere.search(left)
        if match and not _foreign(match) and not _partial(match["object"]):
            return quantity
        if (about.cases or about.elsewhere) and "申请" not in left:
            continue  # cases of review or letters, not requests
        if pattern.search(bare_left) and not _FOREIGN.search(left) and not _kind(left):
            noun = right == "" or _NOUN_RIGHT.match(right) or not _FOREIGN.search(right)
            if noun and (right == "" or "申请" in right or about.topic in _REQUEST_PARTS):
                return quantity
    return ""


def _of_another(quantity: str, left: str, about: Surroundings) -> bool:
    """复议机关撤销1件 is no request taken back, 留言56条，公开答复20条 no request granted."""
    if quantity == "requests.withdrawn":
        return about.cases and "申请" not in left
    return quantity == "requests.disclosed" and about.elsewhere


_BARE = _c(r"(?:其中|有|另有?|除|含|包括|[、:(]|对|将|共|所有|上述|申请|办结|的|中)*+")
_OPENED = _c(
    r"(?:其中|有|共|发生|产生|收到|涉及|引发|被|、|涉|[^，]{0,12}(?:有|共|发生|收到|涉及|引发))*+"
)
_NEW_ONLY = _c(r"(?:其中)?[、:]*(?:本年)?新收到?")
_KIND = _c(r"当面|电话|书面|口头|现场|同意公开|部分|不予|无法|延期|逾期|提案|建议|信箱")
_PARTIAL = _c(rf"自然人|企业|联合|{_ALL_CHANNELS}|重复|涉及|关于[^，]{{1,}}方面")


def _kind(left: str) -> bool:
    return _KIND.search(left) is not None


def _partial(words: str) -> bool:
    """Whether the words narrow the requests down to some of them."""
    if _PUBLIC.search(words):
        return False
    return _PARTIAL.search(words) is not None


def _bare(left: str) -> bool:
    return _BARE.fullmatch(left) is not None


def _review(left: str, right: str, about: Surroundings) -> str:
    named = list(_REVIEW.finditer(left))
    kinds = [next(k for k, v in m.groupdict().items() if v is not None) for m in named]
    about.cases = about.cases or bool(kinds)
    tail = _REVIEW_TAIL.search(left) is not None
    block = {"after": "litigation_after_reconsideration", "direct": "litigation_direct"}
    if not kinds and _OPENED.fullmatch(left):
        if _REVIEW.search(right) and about.own and _CASE_NOUN.search(right):
            both = "复议" in right and "诉讼" in right
            about.block = (
                "combined" if both else "reconsideration" if "复议" in right else "litigation"
            )
            return "" if both and "共" not in left else f"review.{about.block}.total"
    if kinds and _TRIBUNAL.search(left) and not _OWN_TOPIC.search(left):
        about.block, about.own = "", False  # the body's own caseload as a tribunal
        return ""
    if kinds:
        distinct = {block.get(k, k) for k in kinds}
        if len(distinct) > 1:
            joint = {"reconsideration", "litigation"} == distinct
            about.block = "combined" if joint else ""
            if joint and tail and about.own and _JOINTLY.search(left):
                return "review.combined.total"
            if not joint:
                return ""
        else:
            about.block = distinct.pop()
    if not about.block or not about.own:
        return ""
    result = _RESULT.search(left)
    if result and _RESULT_TAIL.search(left):
        row = next(k for k, v in result.groupdict().items() if v is not None)
        return "" if "未被" in left else f"review.{about.block}.{row}"
    if kinds and tail and about.block != "combined" and not _EACH.search(left):
        return f"review.{about.block}.total"
    return ""


def _document(left: str, right: str, about: Surroundings) -> str:
    noun = None
    for noun in _DOCUMENT.finditer(left):  # noqa: B007 - the last one counts
        pass
    behind = noun is None
    if behind:
        noun = _DOCUMENT.search(right)
    if noun:
        about.document = "administrative_rules" if "规章" in noun[0] else "normative_documents"
    done = [next(k for k, v in m.groupdict().items() if v) for m in _DOCUMENT_DONE.finditer(left)]
    if noun and left.startswith("栏目", noun.end()):
        about.document = ""  # what a column holds, not what was issued
        return ""
    if noun and not done and not behind and not _JOINED.match(left):
        about.done = ""
    if done:
        about.done = done[-1] if len(set(done)) == 1 else ""
    if not about.document or not about.done or about.done == "foreign":
        return ""
    if not (noun or done):
        about.document = ""
        return ""
    if not noun and _NO_DOCUMENT.search(left + right):
        return ""
    closed = _DOCUMENT_TAIL.search(left)
    return f"documents.{about.document}.{about.done}" if closed else ""
