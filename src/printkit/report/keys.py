"""Keys that people type in Chinese → the key that is meant."""

from typing import Final

CHINESE_KEYS: Final[dict[str, str]] = {
    "标题": "title", "题目": "title", "副标题": "subtitle", "单位": "issuer", "发布单位": "issuer", "来源": "source",
    "日期": "date", "时期": "period", "年度": "period", "版次": "edition", "版权": "imprint", "版权页": "imprint",
    "摘要": "summary", "章节": "sections", "小标题": "heading", "内容": "blocks", "正文": "text", "段落": "text",
    "图": "figure", "图片": "figure", "图注": "caption", "说明": "caption", "数据": "statistics", "表": "table",
    "表格": "table", "图表": "chart", "时间线": "timeline", "引文": "quote", "引语": "quote", "列表": "list",
    "人物": "people", "荣誉": "honours", "网络": "network", "提示": "callout", "结语": "closing", "口号": "slogan",
    "标语": "slogan", "关键词": "keywords", "联系": "contact", "联系方式": "contact", "地址": "address",
    "电话": "telephone", "邮箱": "email", "网站": "website", "二维码": "qr", "语言": "languages", "中文": "zh",
    "英文": "en", "数值": "value", "标签": "label", "亮点": "highlight", "要点": "highlight",
}  # fmt: skip
