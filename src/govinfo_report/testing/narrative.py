"""Invented issuers and the prose around the tables.

Sentences carry numbers, years and the names of sections on purpose: none of them may reach a
figure, decide the year, or start a section.
"""

from __future__ import annotations

from random import Random

from attrs import field, frozen

#: section id -> (numeral, heading) in printed order
HEADINGS = {
    "overview": ("一", "总体情况"),
    "proactive_disclosure": ("二", "主动公开政府信息情况"),
    "requests": ("三", "收到和处理政府信息公开申请情况"),
    "review_and_litigation": ("四", "政府信息公开行政复议、行政诉讼情况"),
    "problems_and_improvements": ("五", "存在的主要问题及改进情况"),
    "other_matters": ("六", "其他需要报告的事项"),
}
#: part of the overview -> its prescribed heading
PARTS = {
    "proactive": "主动公开",
    "on_request": "依申请公开",
    "information_management": "政府信息管理",
    "platform": "政府信息公开平台建设",
    "supervision": "监督保障",
}
_FIRST = "云青临白松石清洛望安沙桐柳枫澄岚霞鹤"
_SECOND = "岭溪湖河源泽桥岗峰浦湾川屏坪渡洲"
_KINDS = (
    "县", "市", "区", "县人民政府", "市人民政府", "区人民政府", "县人民政府办公室",
    "市人民政府办公室", "区政府办公室", "市自然资源局", "县教育局", "区市场监督管理局",
    "市统计局", "县卫生健康局", "镇", "镇人民政府", "街道办事处", "乡人民政府",
)  # fmt: skip
_SENTENCES = {
    "proactive": (
        "本年通过门户网站发布各类信息{a}条，其中动态类{b}条、公告类{c}条。",
        "一是更新目录，二是补齐栏目，全年上传文件{b}件，配发解读{c}篇。",
        "政务新媒体推送图文{a}篇次，比{last}年多{c}篇。",
        "围绕十件民生实事逐项公布进展，发布{c}期，阅读约{a}人次。",
    ),
    "on_request": (
        "申请渠道包括窗口、信函和网络三种，均有专人登记、专人答复。",
        "答复前由法制科逐件核对，电话沟通{c}次，没有超期。",
        "对{last}年以来的答复文书做了一次抽查，改正格式问题{c}处。",
    ),
    "information_management": (
        "逐件确定公开属性，清理文件{b}件，归档目录{c}册。",
        "严格执行先审后发，定期核对有效文件的清单。",
    ),
    "platform": (
        "现有公开专区{c}个，查阅点{d}处，自助终端{d}台。",
        "网站改版后检索入口由{d}个并为1个，适老页面同步上线。",
    ),
    "supervision": (
        "年内开展培训{d}次，参训{b}人次，考核得分计入部门年终评价。",
        "聘请监督员{c}名，收到意见{d}条，已逐条回复。",
    ),
    "problems": (
        "一些科室对公开时限把握不准，个别栏目更新慢；基层人员变动快，业务还不熟。",
        "政策解读的形式偏少，图表和视频不多，群众读起来仍觉费力。",
        "下一步，{next}年将按季度通报更新情况，并安排{d}场业务讲座。",
        "拟修订内部流程，把审核环节由4个减为3个，做到一事一档。",
    ),
    "other": (
        "本年度没有收取信息处理费。",
        "依照《政府信息公开信息处理费管理办法》，全年收取信息处理费0元。",
        "没有其他需要说明的事项。",
        "建议提案办理结果{c}件已全部在网站公布。",
    ),
}
_PREAMBLES = (
    "本报告依照《中华人民共和国政府信息公开条例》的规定编写，由六个部分组成。",
    "报告所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
    "全文由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项构成。",
    "如有疑问，请与{publisher}联系，地址：{publisher}大楼3层，电话：0000-5550{d}。",
)
_TITLES = (
    "{publisher}{year}年政府信息公开工作年度报告",
    "{year}年{publisher}政府信息公开工作年度报告",
    "{publisher}{year}年度政府信息公开工作年度报告",
    "{publisher}政府信息公开工作年度报告（{year}年）",
    "{publisher} {year} 年政府信息公开工作年度报告",
)


@frozen
class Narrative:
    """Everything that is not a table.

    ``sections`` maps each section id to its paragraphs; a paragraph that starts a part of the
    overview carries the part's heading in front (``（一）主动公开``).  ``after`` holds prose
    that stands behind the tables of a section.
    """

    title: str
    preamble: tuple[str, ...] = ()
    sections: dict[str, tuple[str, ...]] = field(factory=dict)
    after: dict[str, tuple[str, ...]] = field(factory=dict)


def random_publisher(rng: Random) -> str:
    """The name of an issuer that does not exist."""
    return rng.choice(_FIRST) + rng.choice(_SECOND) + rng.choice(_KINDS)


def random_narrative(rng: Random, publisher: str, year: int) -> Narrative:
    """Title, preamble and the prose of all six sections."""

    def fill(template: str) -> str:
        return template.format(
            publisher=publisher, year=year, last=year - 1, next=year + 1,
            a=rng.randint(100, 9999), b=rng.randint(10, 99), c=rng.randint(2, 60),
            d=rng.randint(2, 9),
        )  # fmt: skip

    def some(kind: str, least: int) -> list[str]:
        pool = _SENTENCES[kind]
        return [fill(s) for s in rng.sample(pool, rng.randint(least, len(pool)))]

    overview: list[str] = []
    if rng.random() < 0.5:
        overview.append(fill("{year}年，{publisher}把公开融入日常工作，各项任务按期完成。"))
    glued = rng.random() < 0.4
    for numeral, (part, heading) in zip("一二三四五", PARTS.items(), strict=True):
        head, text = f"（{numeral}）{heading}", "".join(some(part, 1))
        overview += [f"{head}。{text}"] if glued else [head, text]
    sections = {
        "overview": tuple(overview),
        "proactive_disclosure": (),
        "requests": (),
        "review_and_litigation": (),
        "problems_and_improvements": tuple(some("problems", 2)),
        "other_matters": tuple(some("other", 1)),
    }
    if rng.random() < 0.15:
        restarted = (f"{n}、{s}" for n, s in zip("一二三四", some("other", 2), strict=False))
        sections["other_matters"] = tuple(restarted)
    kept = tuple(fill(p) for p in _PREAMBLES if rng.random() < 0.6)
    return Narrative(fill(rng.choice(_TITLES)), kept, sections)
