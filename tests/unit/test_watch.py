"""What the program counts of itself, and the line that it logs for each delivery."""

import logging
from datetime import UTC, datetime

import pytest

from bot.logs import Formatter
from bot.telegram import Gone, Outcome, RetryAt, Sent, Unknown
from bot.watch import Spread, Watch

NOW = datetime(2022, 1, 10, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("outcome", "shown"),
    [
        (Sent(17), "Sent"),
        (RetryAt(3.0), "RetryAt"),
        (Gone("Forbidden: bot was blocked by the user Ольга"), "Gone"),
        (Unknown("https://h/bot1:abc", maybe_done=True), "Unknown"),
    ],
)
def test_a_delivery_is_one_line_without_text_or_names(
    caplog: pytest.LogCaptureFixture, outcome: Outcome, shown: str
) -> None:
    caplog.set_level(logging.INFO)
    Watch(lambda: NOW).delivered(5, "digest", outcome, 0.0123)
    (record,) = caplog.records
    line = Formatter().format(record)
    assert line.endswith(f" INFO bot.watch: delivery kind=digest id=5 outcome={shown} ms=12")


def test_outcomes_are_counted_by_their_class() -> None:
    watch = Watch(lambda: NOW)
    for outcome in (Sent(1), Sent(2), Gone("blocked"), RetryAt(3.0), RetryAt(4.0)):
        watch.delivered(1, "digest", outcome, 0.0)
    watch.skipped(2, "digest")
    watch.unrendered(3, "receipt")
    assert watch.sent == {"digest": 2}
    assert watch.failed == {"Gone": 1, "Unrendered": 1}
    assert watch.left_out == {"digest": 1}
    assert (watch.retry_waits, watch.retry_seconds) == (2, 7.0)


def test_a_spread_counts_up_to_each_bound() -> None:
    spread = Spread((1.0, 5.0))
    for seconds in (0.5, 1.0, 3.0, 60.0):
        spread.add(seconds)
    assert (spread.at_most, spread.total) == ([2, 3, 4], 64.5)
