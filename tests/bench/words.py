"""Made-up bilingual prose: pairs of words and a small grammar. Nothing is quoted; the same seed says the same.

Names of people and places draw on the 8105 characters of the general table, so that a long text uses
several thousand different ones, as real reports do.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

Pair = tuple[str, str]
"""The same thing in Chinese and in English."""

TABLE = Path(__file__).resolve().parents[2] / "fonts/cutting/tgh-8105.txt"


def _pairs(text: str) -> tuple[Pair, ...]:
    entries = (entry.strip().partition(" ") for entry in text.replace("\n", " ").split("/"))
    return tuple((zh, en.strip()) for zh, _, en in entries)


WHEN = _pairs("""
天刚亮 at daybreak / 入冬以后 after winter set in / 雨停之前 before the rain stopped /
整整三个月 for three whole months / 第二年春天 in the second spring / 每逢周末 every weekend /
放学以后 after school / 台风过境那天 on the day of the typhoon / 节前一周 a week before the holiday /
起初几次 the first few times / 到了七月 by July / 夜市收摊后 once the night market closed /
月底结账时 when the month was settled / 搬迁之后 after the move / 事情过去半年 half a year later /
凌晨两点 at two in the morning / 农忙时节 in the busy season / 开馆第一天 on the first open day /
连着几个傍晚 several evenings running / 换届前后 around the election
""")
WHO = _pairs("""
社区医生 the community doctor / 老木匠 the old carpenter / 三位图书管理员 three librarians /
夜班护士 the night nurses / 楼长们 the stair wardens / 退休教师 retired teachers / 菜场摊主 the market traders /
消防员 the firefighters / 外来租客 tenants from elsewhere / 物业经理 the property manager /
年轻志愿者 young volunteers / 中学校长 the head of the school / 河道巡查员 the river patrol /
裁缝铺老板 the tailor / 公交司机 the bus drivers / 法律顾问 the legal adviser / 残疾居民 disabled residents /
统计员 the statistician / 两家企业 two companies / 园林工人 the gardeners / 食堂厨师 the canteen cooks /
新来的书记 the new secretary / 心理咨询师 the counsellor / 小区业主 the flat owners
""")
DOES = _pairs("""
修好了 repaired / 重新清点了 counted again / 悄悄撤掉了 quietly removed / 当众拆开了 opened in public /
逐户核对了 checked door by door / 共同设计了 designed together / 免费提供了 offered free of charge /
认真记录了 carefully recorded / 分三批更换了 replaced in three batches / 连夜抢救了 saved overnight /
最终否决了 finally voted down / 向邻居借来了 borrowed from neighbours / 公开讨论了 debated openly /
接管了 took over / 亲手油漆了 painted by hand / 第一次看见了 saw for the first time / 合并了 merged /
翻译了 translated / 试用了 tried out / 暂时关闭了 closed for a time / 耐心解释了 patiently explained /
按季度公布了 published each quarter / 重新栽种了 planted again / 搬空了 emptied
""")
WHAT = _pairs("""
旧水塔 the old water tower / 一百二十把折叠椅 a hundred and twenty folding chairs /
楼道照明 the lights on the stairs / 停车协议 the parking agreement / 儿童阅览角 the children's reading corner /
垃圾分类台账 the waste register / 河岸步道 the riverside path / 维修基金账目 the accounts of the repair fund /
夏令营课表 the summer-camp timetable / 屋顶菜园 the roof garden / 老照片 old photographs /
调解室 the mediation room / 公共厨房 the shared kitchen / 电梯加装方案 the plan for a lift /
二手衣物箱 the box for used clothes / 雨水井盖 the storm drains / 居民热线 the residents' line /
门诊排班 the clinic rota / 失物招领柜 the lost-property shelf / 围墙上的壁画 the mural on the wall /
充电桩 the charging posts / 议事规则 the rules of debate / 社区公约 the neighbourhood pledge /
钢琴教室 the piano room / 急救药箱 the first-aid box
""")
SO = _pairs("""
费用因此降了三成 so costs fell by a third / 争吵也就少了 and the quarrels grew fewer /
没有人再提起罚款 and nobody mentioned fines again / 孩子们高兴得跳了起来 and the children jumped for joy /
账目从此贴在门口 and the accounts have hung by the door ever since /
隔壁街道随后照办 and the next subdistrict followed suit / 排队时间缩短一半 and queues were cut by half /
结果比预想的慢 though it was slower than expected / 居民却并不买账 yet residents were not convinced /
维修记录保存至今 and the repair log is still kept / 陌生人成了朋友 and strangers became friends /
投诉数量第一次归零 and complaints fell to nil for the first time /
经验写进了手册 and the lesson entered the handbook / 剩下的钱买了书 and what was left bought books /
谁都不愿先走 and no one wanted to leave first / 问题才算真正解决 and only then was the problem solved
""")
WHY = _pairs("""
不是为了好看 not for the look of it / 为了让老人少走路 to spare the old a walk /
考虑到预算有限 given the small budget / 按照大家投票的结果 as the vote had decided /
由于图纸早已遗失 since the plans were long lost / 凭着一份旧合同 on the strength of an old contract /
在没有先例的情况下 with no precedent / 为了赶在汛期之前 to be ready before the floods /
出于安全的考虑 for safety's sake / 听取各方意见以后 after hearing every side / 靠自愿捐款 on voluntary gifts /
顶着不少压力 under some pressure
""")
HOW = _pairs("""
耐心 patience / 账本 the ledger / 共同语言 a common language / 钥匙 keys / 信任 trust / 灯光 light /
门牌 house numbers / 水质 clean water / 手艺 craft / 声音 voices / 时间表 timetables / 树荫 shade /
边界 boundaries / 记忆 memory / 规矩 rules / 饭桌 the table
""")
UNIT = _pairs("""
户 homes / 人次 visits / 场 meetings / 棵 trees / 公里 km / 件 cases / 小时 hours / 本 books / 盏 lamps /
万元 10,000 yuan
""")
KIND = _pairs("""
里 Lane / 巷 Alley / 村 Village / 桥 Bridge / 园 Gardens / 坊 Yard / 湾 Bay / 岭 Ridge / 书院 Academy /
茶社 Tea House
""")
ROLE = _pairs("""
主任 director / 组长 team leader / 医师 physician / 馆员 librarian / 律师 lawyer / 工程师 engineer / 会长 chair /
队员 member
""")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦"
_ONSETS = "b.p.m.f.d.t.n.l.g.k.h.j.q.x.zh.ch.sh.r.z.c.s.y.w"
_RHYMES = "a.ai.an.ang.ao.e.ei.en.eng.i.ia.ian.iang.iao.ie.in.ing.iu.ong.ou.u.ua.uan.ui.un.uo"


@cache
def characters() -> str:
    """The Han of the general table that lie in Unicode's first block."""
    lines = TABLE.read_text("utf-8").splitlines()
    text = "".join(line for line in lines if not line.startswith("#"))
    return "".join(sign for sign in text if "\u4e00" <= sign <= "\u9fff")


class Writer:
    """Writes as much as is asked, never twice the same."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)

    def name(self) -> Pair:
        """A person, or a place."""
        if self.dice.random() < 0.4:
            given = "".join(self.dice.choices(characters(), k=2))
            return self.dice.choice(_SURNAMES) + given, f"{self._syllables(1)} {self._syllables(2)}"
        zh, en = self.dice.choice(KIND)
        return "".join(self.dice.choices(characters(), k=2)) + zh, f"{self._syllables(2)} {en}"

    def sentence(self) -> Pair:
        """One sentence; of six kinds."""
        say = self.dice.choice
        (tz, te), (wz, we), (dz, de), (oz, oe), (sz, se), (yz, ye) = map(say, (WHEN, WHO, DOES, WHAT, SO, WHY))
        (nz, ne), (hz, he), (uz, ue) = self.name(), say(HOW), say(UNIT)
        count, share, year = self.dice.randint(3, 4800), self.dice.randint(4, 97), self.dice.randint(1978, 2024)
        return say((
            (f"{tz}，{nz}的{wz}{dz}{oz}，{sz}。", f"{_cap(te)}, {we} of {ne} {de} {oe}, {se}."),
            (f"{yz}，{wz}在{nz}{dz}{oz}。", f"{_cap(ye)}, {we} {de} {oe} at {ne}."),
            (f"“{hz}最要紧，”{nz}说，“{tz}，我们{dz}{oz}。”",
             f"“What matters is {he},” said {ne}. “{_cap(te)} we {de} {oe}.”"),
            (f"{year} 年以来，{nz}共有 {count:,} {uz}，占全区的 {share}%——{sz}。",
             f"Since {year} {ne} has counted {count:,} {ue}, or {share}% of the district, {se}."),
            (f"在《{nz}{hz}手册》里，{wz}{yz}{dz}**{oz}**；{sz}。",
             f"In the handbook of {ne}, {we}, {ye}, {de} **{oe}**, {se}."),
            (f"{wz}与{nz}商量以后，{tz}{dz}{oz}（{count} {uz}）。",
             f"Having talked with {ne}, {we} {de} {oe} {te} ({count} {ue})."),
        ))  # fmt: skip

    def text(self, sentences: int) -> Pair:
        """So many sentences."""
        both = [self.sentence() for _ in range(sentences)]
        return "".join(zh for zh, _ in both), " ".join(en for _, en in both)

    def heading(self) -> Pair:
        """Something short: 门牌与树荫."""
        short = [pair for pair in HOW if len(pair[0]) == 2]
        (az, ae), (bz, be) = self.dice.sample(short, 2)
        return f"{az}与{bz}", f"{_cap(ae)} and {be}"

    def highlight(self) -> Pair:
        """A run-in heading."""
        (nz, ne), (hz, he) = self.name(), self.dice.choice(HOW)
        return self.dice.choice((
            (f"{nz}要有{hz}。", f"{ne} needs {he}."),
            (f"{hz}从{nz}开始。", f"It began with {he} at {ne}."),
        ))  # fmt: skip

    def _syllables(self, count: int) -> str:
        onsets, rhymes = _ONSETS.split("."), _RHYMES.split(".")
        return _cap("".join(self.dice.choice(onsets) + self.dice.choice(rhymes) for _ in range(count)))


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
