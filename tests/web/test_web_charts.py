"""Counts by year as bars."""

from __future__ import annotations

from kb.web.charts import HEIGHT, WIDTH, years


def _url(year: int) -> str:
    return f"/search?year={year}"


def test_years_between_have_a_place_and_no_bar() -> None:
    chart = years({2019: 4, 2022: 2}, _url)
    assert [(bar.year, bar.count) for bar in chart.bars] == [
        (2019, 4),
        (2020, 0),
        (2021, 0),
        (2022, 2),
    ]
    assert [bar.height for bar in chart.bars] == [HEIGHT, 0, 0, HEIGHT / 2]


def test_bars_stand_on_the_ground_side_by_side() -> None:
    chart = years({year: year - 1899 for year in range(1900, 2027)}, _url)
    assert all(abs(bar.y + bar.height - HEIGHT) < 0.02 for bar in chart.bars)
    assert all(a.x + a.width <= b.x for a, b in zip(chart.bars, chart.bars[1:], strict=False))
    assert chart.bars[-1].x + chart.bars[-1].width <= WIDTH
    assert min(bar.height for bar in chart.bars) >= 2


def test_one_year_is_no_chart() -> None:
    assert not years({2022: 5}, _url)
    assert not years({}, _url)


def test_chosen_years_are_told_apart() -> None:
    chart = years({2020: 1, 2021: 1, 2022: 1}, _url, range(2021, 2023))
    assert [bar.chosen for bar in chart.bars] == [False, True, True]
