"""Words that stand for one another in the headings of business files; case, spaces and script do not count."""

from functools import cache

from xianji.lib.text.folding import bare

GROUPS = """
number|no|no.|id|code|key|reference|编号|编码|代码|代号|号码|序号|单号
name|title|full name|名称|名字|姓名|全称
customer|client|account|company|buyer|customer name|account name|company name|client name|\
客户|客户名称|公司|公司名称|企业名称|单位名称|购货单位
owner|sales agent|sales rep|salesperson|seller|representative|account manager|assigned to|\
负责人|销售员|销售人员|业务员|业务代表|客户经理|跟进人|归属人
manager|supervisor|team lead|leader|经理|主管|上级|主任
unit|department|team|branch|office|regional office|部门|团队|分公司|机构|办事处
region|area|territory|district|区域|大区|地区|片区
order|sales order|订单|销售订单
product|product name|item|goods|article|产品|产品名称|商品|商品名称|货品|品名
series|product line|category|family|类别|品类|产品线|系列|分类
price|unit price|list price|sales price|单价|价格|售价|标价
quantity|qty|count|数量|件数
amount|value|total|sum|close value|deal value|revenue|sales|金额|总额|销售额|成交金额|总价|合同金额|价税合计
currency|币种|货币
state|status|stage|deal stage|状态|阶段|销售阶段|进度
created|created on|created at|engage date|start|start date|opened on|开始日期|创建日期|创建时间|建立日期|立项日期
closed|closed on|close date|closing date|end date|expected close|结束日期|关闭日期|成交日期|预计成交日期|结单日期
date|day|日期|时间
due|due date|valid until|到期日|到期日期|截止日期|有效期
phone|telephone|tel|mobile|cell|phone number|电话|手机|手机号|联系电话|电话号码
email|e-mail|mail|email address|邮箱|电子邮件|电子邮箱|邮件
address|location|street|office location|地址|住址|联系地址|通讯地址
city|town|城市|市
country|nation|国家|国别
industry|sector|行业|产业|行业类别|产业别
website|web|url|homepage|网址|网站|主页
remark|remarks|note|notes|comment|comments|description|备注|说明|描述|附注
parent|parent company|subsidiary of|母公司|上级公司|总公司
tax number|tax id|vat number|unified social credit code|税号|统一社会信用代码|统一编号|纳税人识别号
employees|headcount|number of employees|员工数|员工人数|人数
founded|year established|established|founded in|成立年份|成立日期|创立年份
contact|contact person|联系人|联络人
source|lead source|channel|来源|渠道|客户来源
"""


@cache
def groups() -> tuple[frozenset[str], ...]:
    """Each line as the bare forms of its words."""
    return tuple(frozenset(map(bare, line.split("|"))) for line in GROUPS.split("\n") if line)


@cache
def kin(form: str) -> frozenset[str]:
    """All words that may stand for this bare form, itself included."""
    return frozenset({form}.union(*(group for group in groups() if form in group)))
