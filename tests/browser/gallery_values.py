"""Invented values for the gallery pages: firms, people, menu."""

from types import SimpleNamespace
from typing import Any

CHAPTERS = [
    (
        "",
        None,
        [("今日", "sun-high", 9, "/today"), ("审批与消息", "inbox", 5, "/inbox"), ("日程", "calendar", None, "/plan")],
    ),
    ("市场调研", 97, [("调研计划", "map-search", None, "/m"), ("竞品情报", "swords", None, "/r")]),
    (
        "客户开发",
        92,
        [("客户", "building", "1,284", "/list.html"), ("联系人", "users", None, "/c"), ("拜访", "walk", 3, "/v")],
    ),
    ("销售策划", 88, [("目标分解", "hierarchy-2", None, "/t"), ("行动计划", "route", None, "/a")]),
    (
        "销售执行",
        90,
        [
            ("商机", "layout-kanban", 38, "/o"),
            ("报价与合同", "file-invoice", None, "/q"),
            ("回款", "receipt-yuan", None, "/p"),
        ],
    ),
    ("数据分析与评估", 95, [("仪表盘", "chart-histogram", None, "/d")]),
    ("风险管理", 84, [("预警与信用", "alert-triangle", 4, "/w")]),
    ("制度", None, [("制度驾驶舱", "gavel", None, "/k"), ("决策表", "table-options", None, "/b")]),
]
PHONE = {"今日", "客户", "商机"}
FIRMS = [
    ("栖梧半导体", "半导体", 3, "林知夏", "6 天前", "邮件", "跟进报价 Q-2611-072", "逾期 1 天", "1,204.0", 88, 91, 1),
    ("砚川生物制药", "制药", 3, "周以宁", "2 天前", "电话", "验证方案评审", "11-25", "932.5", 54, 100, 0),
    ("槐序新能源汽车", "汽车", 3, "许清和", "3 天前", "拜访", "招标文件澄清", "11-25", "688.0", 67, 93, 1),
    ("鹭洲水务集团", "水务环保", 3, "林知夏", "今天 09:10", "拜访", "报价复核", "今天", "486.2", 71, 96, 0),
    ("望舒检测技术", "第三方检测", 2, "沈砚", "昨天", "拜访", "样机试用回访", "11-26", "264.0", 33, 88, 0),
    ("沐原食品", "食品", 2, "顾南风", "9 天前", "电话", "年框续约沟通", "11-24", "211.4", 62, 84, 1),
    ("岚桥新材料", "新材料", 2, "林知夏", "18 天前", "拜访", "", "", "158.7", 97, 72, 2),
    ("临汐化工", "化工", 2, "陆昭", "31 天前", "拜访", "", "", "142.6", 100, 66, 2),
    ("瀚渊数据中心", "信息技术", 2, "程望", "昨天", "邮件", "方案二次答疑", "11-26", "120.0", 38, 86, 0),
    ("云岫环保工程", "水务环保", 2, "林知夏", "4 天前", "微信", "现场勘测", "11-27", "97.8", 41, 79, 0),
    ("北屿精密制造", "装备制造", 1, "顾南风", "7 天前", "电话", "补充开票资料", "11-24", "54.3", 46, 63, 1),
    ("泊屿海洋工程", "装备制造", 1, "程望", "15 天前", "电话", "售后回访", "11-30", "47.1", 29, 81, 0),
    ("芸台中药饮片", "制药", 1, "沈砚", "8 天前", "拜访", "报价说明会", "12-01", "39.5", 22, 76, 0),
    ("禾煦农业科技", "农业", 1, "沈砚", "3 天前", "电话", "发送选型表", "今天", "36.9", 18, 70, 0),
    ("澄砚仪表", "仪器仪表", 1, "林知夏", "12 天前", "展会", "需求确认", "11-27", "28.0", 3, 58, 0),
    ("青隅大学分析测试中心", "高校院所", 0, "林知夏", "5 天前", "电话", "首次拜访", "今天 15:30", "—", 2, 45, 0),
    ("远岫能源研究院", "能源", 0, "周以宁", "从未联系", "", "首次联系", "逾期 3 天", "—", 1, 32, 1),
    ("朔光电池材料", "新能源", 0, "陆昭", "2 天前", "微信", "参观邀约", "12-02", "—", 1, 40, 0),
]
PEOPLE = {name: number for number, name in enumerate(dict.fromkeys(firm[3] for firm in FIRMS), start=3)}


def customer(number: int, firm: tuple[Any, ...]) -> dict[str, Any]:
    name, trade, steps, owner, last, way, step, due, sales, credit, file, risk = firm
    return {
        "id": number, "name": name, "trade": trade, "steps": steps, "size": ["潜在", "小型", "中型", "大型"][steps],
        "owner": owner, "owner_id": PEOPLE[owner], "last": last, "way": way, "next": step, "due": due,
        "late": due.startswith("逾期"), "sales": sales, "credit": credit, "file": file, "risk": risk,
        "credit_tone": "bad" if credit >= 95 else "warn" if credit >= 80 else "mute",
        "file_tone": "bad" if file < 50 else "warn" if file < 75 else "mute", "ticked": number in (6, 7, 8),
    }  # fmt: skip


def menu(current: str) -> list[dict[str, Any]]:
    return [
        {"title": title, "percent": percent, "items": [
            {"label": label, "icon": icon, "count": count, "href": href, "current": label == current,
             "tone": "bad" if label == "预警与信用" else "", "phone": label in PHONE, "add": f"{href}/new" if label in PHONE else ""}
            for label, icon, count, href in items
        ]}
        for title, percent, items in CHAPTERS
    ]  # fmt: skip


def shared(current: str, theme: str) -> dict[str, Any]:
    request = SimpleNamespace(path="/account/password/", get_full_path=lambda: "/list.html")
    return {
        "menu": menu(current), "me": {"name": "林知夏", "key": 3}, "company": "澜江仪器 · 华东", "theme": theme,
        "language": "zh-Hans", "language_code": "zh-hans", "request": request, "messages": [], "csrf_input": "",
        "languages": [("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English")],
    }  # fmt: skip


VIEWS = [
    {"label": "全部", "href": "?", "count": "1,284"}, {"label": "我的重点客户", "href": "?", "count": 86, "current": True},
    {"label": "30 天未联系", "href": "?", "count": 41}, {"label": "信用占用 ≥ 80%", "href": "?", "count": 17},
    {"label": "档案不完整", "href": "?", "count": 203}, {"label": "华东年框续约", "href": "?", "count": 28},
]  # fmt: skip
MONTHS = [(2010, 1850), (1486, 1420), (2391, 2106), (2405, 2230), (2612, 2280), (2952, 2402), (2740, 2310), (2614, 2290), (2866, 2506), (3188, 2530), (2204, 2620), (0, 2760)]  # fmt: skip
KIT = {
    "months": [
        {
            "label": f"{n}月",
            "value": f"{now:,}",
            "percent": now / 40,
            "before": before / 40,
            "href": "#" if n < 11 else "",
            "open": n == 11,
        }
        for n, (now, before) in enumerate(MONTHS, start=1)
    ],
    "stages": [
        {"label": label, "value": f"{count:,}", "rate": rate, "percent": count / 12.4, "href": "#"}
        for label, count, rate in [
            ("线索", 1240, ""),
            ("有效", 682, "55%"),
            ("调研", 371, "54%"),
            ("报价", 214, "58%"),
            ("签约", 83, "39%"),
        ]
    ],
    "regions": [
        {"label": label, "cells": [{"value": f"{v:,}", "percent": v / 19, "href": "#"} for v in values]}
        for label, values in [
            ("苏南", (1298, 987, 536, 903)),
            ("浙北", (688, 1174, 430, 644)),
            ("华南", (1860, 1441, 1624, 1048)),
        ]
    ],
    "people": [
        {"label": name, "value": f"{v:,}", "percent": v / 14, "href": "#"}
        for name, v in [("林知夏", 1402), ("沈砚", 1188), ("顾南风", 1106), ("江映雪", 916)]
    ],
    "shares": [
        {"label": label, "percent": percent, "colour": colour}
        for label, percent, colour in [
            ("澜江", 31, "d1"),
            ("岚海", 24, "d6"),
            ("衡科", 17, "d2"),
            ("北测", 11, "d5"),
            ("其他", 17, "d8"),
        ]
    ],
}
HISTORY = [
    {"icon": "mail", "title": "邮件：发送报价 Q-2611-072", "time": "11-17 16:42", "tags": [{"text": "未回复 6 天", "tone": "warn"}],
     "text": "离子色谱 IC-5200 × 2，合计 186.4 万元，有效期至 12-10。客户已打开 3 次。"},
    {"icon": "map-pin", "title": "拜访：二期产线需求", "time": "11-13 14:05–15:30",
     "clause": {"number": "2.3", "title": "拜访留痕", "state": "done", "href": "#"},
     "text": "二期洁净间明年 3 月通电，超纯水监测点由 12 个增至 20 个。沈总关注交期 ≤ 8 周，竞品岚海已报 171 万。"},
    {"icon": "file-certificate", "title": "合同 HT-2610-031 已签", "time": "10-29 11:20", "tags": [{"text": "履约中", "tone": "ok"}],
     "text": "年度耗材框架 218.0 万元，已开票 92.6 万元，回款 92.6 万元。"},
    {"icon": "phone", "title": "电话：校准证书格式", "meta": "6 分 12 秒", "time": "10-23 10:16", "text": "QA 要求证书中英双语，已转计量部，10-26 补发。"},
    {"icon": "tool", "title": "服务单 FW-1098 关闭", "time": "10-20 17:30", "tags": [{"text": "满意 5 / 5"}], "text": "IC-5100 泵压波动，更换单向阀，4 小时内到场。"},
    {"icon": "receipt-yuan", "title": "回款 92.6 万元", "meta": "提前 3 天", "time": "09-25 15:08"},
]  # fmt: skip
DETAILS = [("全称", "栖梧半导体科技有限公司"), ("等级", "大型"), ("主营", "功率器件、晶圆代工"), ("员工", "1,450"), ("年产值", "26.4 亿元"),
           ("地址", "苏南澄湖路 88 号"), ("来源", "行业展会 2023"), ("结算", "月结 60 天"), ("税号", "9132 •••• •••• 41")]  # fmt: skip
ROLL = [("二", "市场调研", "先看清，再动身"), ("三", "客户开发", "每次到访都留痕"), ("四", "销售策划", "目标分到每个人"),
        ("五", "销售执行", "关口过了才往前"), ("六", "数据分析与评估", "用数字复盘"), ("七", "风险管理", "超限之前先拦住")]  # fmt: skip
