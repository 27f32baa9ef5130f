"""What the written newsletters say, before a layout prints it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    headline: str
    paragraphs: tuple[str, ...]
    url: str
    day: str
    source: str


@dataclass(frozen=True)
class Part:
    title: str
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Letter:
    name: str
    dated: str
    greeting: str
    parts: tuple[Part, ...]
    more: str
    footer: tuple[str, ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        return tuple(story for part in self.parts for story in part.stories)


def _story(number: int, source: str, headline: str, *paragraphs: str) -> Story:
    day = f"2023.05.{number + 10}."
    return Story(headline, paragraphs, f"https://news.example/{number}", day, source)


TOWN = Letter(
    "Harbour Notes",
    "Issue 14, 2 May 2023",
    "Dear neighbours, here is what happened in April and what comes next. Have a good spring!",
    (
        Part(
            "Council",
            (
                _story(
                    *(1, "Town Hall", "Ferry pier to close for repairs"),
                    "The pier at Mill Lane closes on 8 May. Divers found that four of the wooden piles "
                    "are rotten, and a crane is to pull them out before the summer season begins.",
                    "Boats land at the coal quay until then. The harbour master expects delays of about "
                    "a quarter of an hour on weekdays.",
                ),
                _story(
                    *(2, "Works", "Budget passed by a single vote"),
                    "After a debate of six hours the council passed the budget by eleven votes to ten. "
                    "It spends more on drains and less on lamps than the mayor had wanted.",
                ),
            ),
        ),
        Part(
            "Schools and libraries",
            (
                _story(
                    *(3, "Library", "Reading room opens on Sundays"),
                    "From June the reading room is open on Sundays between noon and five. Volunteers "
                    "look after it; the first of them were trained last week by the two librarians.",
                    "Whoever wants to help asks at the desk. No experience is needed, only patience "
                    "with the old catalogue and its drawers.",
                ),
                _story(
                    *(4, "School", "Pupils measure the river"),
                    "A class of thirty measured how fast the river runs at nine places. Their figures "
                    "agree with those of the water board to within a tenth, which surprised both.",
                ),
                _story(
                    *(5, "Museum", "What the attic of the old mill held"),
                    "Workers who mended the roof found ledgers of the years 1811 to 1840 in the attic. "
                    "The museum shows three of them until the end of the month, under glass.",
                ),
            ),
        ),
    ),
    "Read more",
    (
        "You are receiving this newsletter because you subscribed at the town hall.",
        "Unsubscribe | Update your preferences",
        "© 2023 Harbour Notes. All rights reserved.",
    ),
)

MINISTRY = Letter(
    "도시재생 소식",
    "제14호 (2023.05.02.)",
    "안녕하세요. 지난 한 달 동안의 도시재생 소식을 모아 보내드립니다.",
    (
        Part(
            "정책 동향",
            (
                _story(
                    *(1, "국토교통부", "노후 주거지 정비 지원 대상 아홉 곳 선정"),
                    "국토교통부는 노후 주거지 정비를 지원할 지역 아홉 곳을 선정하였다고 밝혔다. 이번 사업에는 "
                    "2027년까지 모두 1,200억 원이 투입되며 주민이 직접 계획을 세운다.",
                    "선정된 지역에서는 올해 하반기부터 설계 공모가 시작된다. 각 지자체는 주민 설명회를 열 계획이다.",
                ),
                _story(
                    *(2, "행정안전부", "빈집 정보 시스템 전국으로 확대"),
                    "빈집의 위치와 상태를 지도에서 볼 수 있는 시스템이 전국으로 확대된다. 시범 운영한 세 도시에서는 "
                    "빈집 활용률이 절반 가까이 높아진 것으로 나타났다.",
                ),
            ),
        ),
        Part(
            "지역 소식",
            (
                _story(
                    *(3, "부산광역시", "옛 부두 창고가 동네 도서관으로"),
                    "오래 비어 있던 부두 창고가 도서관으로 다시 문을 열었다. 설계를 맡은 건축가는 낡은 벽돌 벽을 그대로 "
                    "남기고 지붕에 큰 창을 냈다고 설명했다.",
                    "주말에는 주민이 운영하는 책방과 작은 음악회가 열린다. 첫 달에만 사천 명이 다녀갔다.",
                ),
                _story(
                    *(4, "대구광역시", "골목 상점 마흔 곳 간판 새 단장"),
                    "중구 골목의 상점 마흔 곳이 간판을 새로 달았다. 상인들은 글씨체를 함께 고르고 밤에는 조명을 낮추기로 "
                    "약속했다.",
                ),
                _story(
                    *(5, "전주시", "한옥 마을 빗물로 정원 가꾼다"),
                    "한옥 마을에 빗물을 모으는 통이 백 개 놓였다. 모인 물은 골목 정원을 가꾸는 데 쓰이며 시는 내년에 "
                    "통을 두 배로 늘릴 예정이다.",
                ),
            ),
        ),
    ),
    "자세히 보기",
    (
        "본 메일은 뉴스레터 수신에 동의하신 분께 발송됩니다.",
        "수신거부 | 구독하기",
        "Copyright 2023 도시재생 소식. All rights reserved.",
    ),
)
LETTERS = {"english": TOWN, "korean": MINISTRY}
