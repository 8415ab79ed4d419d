"""The words of a report: which keys a place knows, and which key a wrong one was meant to be."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from .blocks import KINDS, AnyBlock
from .text import Node, Text

_CHINESE: Final[dict[str, str]] = {
    # front
    "标题": "title heading head name", "题目": "title heading", "主标题": "title", "大标题": "title",
    "副标题": "subtitle", "副题": "subtitle", "单位": "unit issuer", "发布单位": "issuer", "主办": "issuer",
    "主办单位": "issuer", "编印": "issuer", "编者": "issuer", "机构": "issuer", "来源": "source", "出处": "source",
    "日期": "date when", "时间": "when date", "发布日期": "date", "出版日期": "date", "时期": "period",
    "年度": "period", "年份": "period", "期间": "period", "版次": "edition", "版本": "edition version", "期号": "edition",
    "标志": "logo", "徽标": "logo", "版权": "imprint", "版权页": "imprint", "摘要": "summary", "概要": "summary",
    "提要": "summary", "导语": "highlight summary lead", "引言": "highlight summary lead", "语言": "languages",
    "语种": "languages",
    # sections and texts
    "章节": "sections", "部分": "sections", "章": "sections", "栏目": "sections",
    "小标题": "heading highlight head title", "节标题": "heading", "内容": "blocks text items list",
    "段": "blocks text", "段落": "text blocks", "正文": "text blocks", "文字": "text", "文本": "text",
    "亮点": "highlight", "要点": "highlight list", "中文": "zh", "汉语": "zh", "简体": "zh", "简体中文": "zh",
    "英文": "en", "英语": "en", "中": "zh", "英": "en",
    # blocks
    "图": "figure", "图片": "figure portrait file", "照片": "figure portrait file", "插图": "figure",
    "配图": "figure", "文件": "file figure", "图注": "caption", "图说": "caption", "图片说明": "caption",
    "说明": "caption note text", "表注": "note caption", "摄影": "credit", "摄": "credit", "图源": "credit",
    "署名": "credit source", "替代文字": "alt", "描述": "alt text", "宽度": "width", "宽": "width", "焦点": "focus",
    "重点": "focus highlight", "数据": "statistics table items", "统计": "statistics", "数字": "value statistics",
    "数值": "value", "值": "value", "总数": "of total", "总计": "total", "合计": "total", "全部": "of total",
    "标签": "label", "名称": "name label", "注": "note", "备注": "note notes", "注释": "note", "表": "table",
    "表格": "table", "表头": "head", "图表": "chart", "统计图": "chart", "条目": "items list", "项目": "items list",
    "时间线": "timeline", "时间轴": "timeline", "大事记": "timeline", "引文": "quote", "引语": "quote",
    "引用": "quote", "名言": "quote", "列表": "list", "清单": "list", "编号": "ordered", "有序": "ordered",
    "人物": "people", "人员": "people", "姓名": "name", "职务": "role", "角色": "role", "头像": "portrait",
    "荣誉": "honours", "奖项": "honours", "名次": "rank", "排名": "rank", "网络": "network", "结构": "network",
    "公式": "formula", "数量": "count value quantity", "节点": "nodes", "提示": "callout", "贴士": "callout", "分页": "break",
    "换页": "break", "待办": "open", "未完成": "open",
    # end
    "结语": "closing", "结尾": "closing", "引子": "lead", "口号": "slogan", "标语": "slogan", "关键词": "keywords",
    "关键字": "keywords", "联系": "contact contacts", "联系方式": "contact", "联系我们": "contact", "地址": "address",
    "电话": "telephone", "热线": "telephone", "邮箱": "email", "电子邮件": "email", "网站": "website",
    "网址": "website", "官网": "website", "二维码": "qr",
    # printing job
    "印数": "quantity", "份数": "quantity", "册数": "quantity", "印量": "quantity", "装订": "binding", "装订方式": "binding",
    "纸": "stock", "纸张": "stock", "用纸": "stock", "封面": "cover", "勒口": "flaps", "工艺": "finishing",
    "后道": "finishing", "印后": "finishing", "覆膜": "lamination", "局部上光": "spot-varnish", "局部UV": "spot-varnish",
    "烫金": "foil", "烫印": "foil", "击凸": "emboss", "起凸": "emboss", "压凹": "deboss", "白墨": "white", "冷烫": "cold-foil", "压痕": "crease", "模切": "die-line", "刀线": "die-line",
    "拼版": "sheets", "交期": "deadline", "交货期": "deadline", "交货日期": "deadline", "送货": "delivery", "交货": "delivery",
    "联系人": "contacts", "出血": "bleed", "项目名": "project", "项目名称": "project", "版面": "layout", "颜色": "colour",
}  # fmt: skip
"""A Chinese word → the keys that it may mean, of which the first that the place knows is taken."""

_ALIASES: Final[dict[str, str]] = {
    "cn": "zh", "chs": "zh", "zh_cn": "zh", "zh_hans": "zh", "zhcn": "zh", "chinese": "zh", "ch": "zh", "zho": "zh",
    "chi": "zh", "eng": "en", "english": "en", "en_us": "en", "en_gb": "en", "en_uk": "en",
    "image": "figure file portrait", "picture": "figure file portrait", "pictures": "figure",
    "photo": "figure portrait file", "img": "figure file", "paragraph": "text", "content": "blocks text items",
    "body": "text blocks", "header": "heading head", "headline": "title heading", "legend": "caption",
    "phone": "telephone", "tel": "telephone", "mail": "email", "url": "website", "web": "website",
    "homepage": "website", "tags": "keywords", "author": "issuer source", "publisher": "issuer", "lang": "languages",
    "language": "languages", "chapters": "sections", "honors": "honours", "awards": "honours", "persons": "people",
    "rows": "table", "columns": "head", "number": "value count", "numbers": "statistics", "stats": "statistics",
    "figures": "figure statistics", "total": "of", "values": "items", "remark": "note", "comment": "note",
    "description": "text alt", "summary": "text", "year": "period", "time": "when", "name": "label title",
    "title": "heading head name label", "heading": "title", "label": "name", "numbered": "ordered",
    "photographer": "credit", "position": "role", "job": "role", "pagebreak": "break", "page_break": "break",
    "qrcode": "qr", "qr_code": "qr", "copies": "quantity", "amount": "quantity", "run": "quantity", "paper": "stock",
    "color": "colour", "due": "deadline", "contact": "contacts", "finish": "finishing", "varnish": "spot-varnish",
    "uv": "spot-varnish", "die_cut": "die-line", "embossing": "emboss", "debossing": "deboss",
}  # fmt: skip
"""Other English words that people write for a key."""

_QUOTES: Final = "“”‘’\"'「」『』《》【】`"
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


@cache
def names(models: tuple[type[Node], ...]) -> tuple[str, ...]:
    """The keys that a place knows, where any of `models` may stand. Without `neutral`, which files do not write."""
    found = [field.alias or name for model in models for name, field in model.model_fields.items()]
    if len(models) > 1:
        found = [kind for kind in KINDS if kind != "highlight"] + ["highlight"]
    return tuple(name for name in dict.fromkeys(found) if name != "neutral")


@cache
def models_at(model: type[Node], key: str) -> tuple[type[Node], ...]:
    """What stands below a key: one model, the blocks, or nothing for a plain value."""
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            return tuple(_models_in(field.annotation))
    return ()


def _models_in(annotation: Any) -> Iterable[type[Node]]:
    if isinstance(annotation, type) and issubclass(annotation, Node):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)


BLOCKS: Final = tuple(dict.fromkeys(_models_in(AnyBlock)))
BLOCK_OF: Final[dict[str, type[Node]]] = {
    getattr(model, "kind", "").replace("page_break", "break"): model for model in BLOCKS
}  # fmt: skip
"""A block's kind → its model."""


def takes_text(models: tuple[type[Node], ...]) -> bool:
    """Whether a plain text may stand for the model."""
    return Text in models or models == BLOCKS or any(model.__name__ in ("Paragraph", "Item") for model in models)


def meant(key: str, known: Iterable[str]) -> tuple[str, str, str] | None:
    """What a wrong key surely means: the right key, why it is wrong, what to do. None if that is not sure."""
    known = tuple(known)
    bare = unicodedata.normalize("NFKC", key.translate(_INVISIBLE).strip().strip(_QUOTES)).strip()
    small = bare.lower().replace("-", "_").replace(" ", "_")
    for word in _CHINESE.get(bare, "").split():
        if word in known:
            return word, f"`{key}` is no key: keys are written in English", f"write `{word}`"
    if small in known:
        if any(letter in _QUOTES for letter in key):
            why = f"`{key}` is no key: it stands in quotes of the Chinese keyboard"
            return small, why, f"write `{small}` without quotes"
        if bare != key.strip():
            why = f"`{key}` is no key: it holds full-width or invisible letters"
            return small, why, f"type `{small}` on the English keyboard"
        return small, f"the key `{key}` is not known here", f"write it in small letters: `{small}`"
    for word in _ALIASES.get(small, "").split():
        if word in known:
            return word, f"the key `{key}` is not known here", f"write `{word}`"
    close = difflib.get_close_matches(small, known, 1, 0.7) if small.isascii() and len(small) < 40 else []
    return (close[0], f"the key `{key}` is not known here", f"did you mean `{close[0]}`?") if close else None


def listed(words: Iterable[str]) -> str:
    """Words as a list for a message."""
    return ", ".join(f"`{word}`" for word in words)
