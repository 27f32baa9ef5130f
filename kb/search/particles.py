"""Korean particles and copulas that are cut from the end of a word."""

from __future__ import annotations

ENDINGS = """
은 는 이 가 을 를 의 에 와 과 도 만 로 들
으로 에서 에게 께서 한테 부터 까지 처럼 보다 마다 조차 마저 이나 이며 이란 라는 라고 이다 였다
들은 들이 들을 들의 들과 들도 에는 에도 에만 에의 와의 과의 와는 과는 로는 로도 로의 로서 로써
에서는 에서도 에서의 에서만 으로는 으로도 으로의 으로서 으로써 에게서 에게는 에게도 까지의 까지는
부터의 부터는 만의 만은 만을 이라는 이라고 이라도 이었다 입니다 들에게 들에서 들에는 들이다
"""

PARTICLES = frozenset(ENDINGS.split())
# Longest first, so that 에서는 is cut whole.
LENGTHS = tuple(sorted(set(map(len, PARTICLES)), reverse=True))


def without_particle(word: str, shortest: int = 2) -> str:
    """The word without its particle: '서울에서는' becomes '서울'.

    A particle of one syllable leaves at least `shortest` syllables, because many words of two
    syllables end in one (국가, 회의); a longer particle may leave a single syllable ('법으로').
    """
    for length in LENGTHS:
        if word[-length:] in PARTICLES:
            left = len(word) - length
            if left >= (min(1, shortest) if length > 1 else shortest):
                return word[:left]
    return word
