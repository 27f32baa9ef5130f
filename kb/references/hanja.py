"""Names written in Han characters or kana: the family's part comes first."""

from __future__ import annotations

import re

from kb.model import Name

_COMPOUND = tuple(
    """
    欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 慕容 夏侯 皇甫 尉迟 令狐 公孙 南宫 东方
    """.split()
)
_BODY = re.compile(
    r"(?:大学|大學|学院|研究院|研究所|委员会|委員会|学会|协会|協会|出版社|公司|会社|中心|部|局|厅|庁|省|政府|院|社|组|組|"
    r"会议|银行|法院|集团|总局|课题组|編集部|编辑部|组织|"
    r"联合国|图书馆|博物馆|署|処|处|党|国|会)$"
)
_KANA = re.compile("[ぁ-ヿ]")
# Family names of Japan; of other names of four characters two are taken for the family's
_JAPANESE = frozenset(
    """
    佐藤 鈴木 高橋 田中 伊藤 渡辺 渡邊 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村
    斎藤 清水 山崎 池田 橋本 阿部 石川 森田 中島 前田 藤田 後藤 小川 岡田 長谷川 村上 近藤 石井
    坂本 遠藤 青木 藤井 西村 福田 太田 三浦 藤原 岡本 松田 中川 中野 原田 小野 田村 竹内 金子 和田
    中山 石田 上田 森本 柴田 酒井 工藤 横山 宮崎 宮本 内田 高木 安藤 谷口 大野 丸山 今井 河野 藤本
    村田 武田 上野 杉山 増田 小島 千葉 久保 松井 岩崎 桜井 野口 松尾 木下 菊地 野村 新井 渡部 佐野
    古川 浜田 市川 小松 高田 水野 山内 岡村 高倉 大塚
    """.split()
)


def is_family(text: str) -> bool:
    """Whether a text is one of the family names of Japan that are known here."""
    return text in _JAPANESE


def han_name(text: str) -> Name:
    """ "张三" is 张, 三; "欧阳修" is 欧阳, 修; "高倉洋章" is 高倉, 洋章; "赤池 伸" as it is spaced.

    Bodies, and transliterated names with a dot, stay whole.
    """
    parts = re.split(r"[\s　,，]+", text.strip())
    if len(parts) == 2 and all(1 <= len(part) <= 4 for part in parts):
        return Name(parts[0], parts[1])
    name = "".join(parts)
    if not 2 <= len(name) <= 5 or (_BODY.search(name) and len(name) > 3) or not name.isalpha():
        return Name(literal=text.strip())
    cut = next((len(f) for f in (name[:3], name[:2]) if f in _JAPANESE), 0)
    if not cut:
        cut = 2 if len(name) > 2 and (name.startswith(_COMPOUND) or len(name) > 3) else 1
    if _KANA.search(name) and len(name) < 4:
        cut = 2
    return Name(name[:cut], name[cut:]) if cut < len(name) else Name(literal=name)
