"""What the program says of itself to Prometheus: `bot.watch` and the queue, in a registry of its own."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

from bot.watch import FAILURES, Spread, Watch
from db.engine import Database
from db.queries.queue import Queue, queue

CONTENT_TYPE = CONTENT_TYPE_LATEST


async def exposition(database: Database, watch: Watch, now: datetime) -> bytes:
    """The text that Prometheus reads. Raises what the database raises."""
    async with database.look() as session:
        waiting = await queue(session, now)
    registry = CollectorRegistry()
    registry.register(_Collector(watch, waiting, now))
    return generate_latest(registry)


class _Collector:
    """Makes the metrics of one answer."""

    def __init__(self, watch: Watch, waiting: Queue, now: datetime) -> None:
        self._watch = watch
        self._waiting = waiting
        self._now = now

    def collect(self) -> Iterator[Metric]:
        watch = self._watch
        yield GaugeMetricFamily(
            "kurator_queue_length", "Messages due and not sent", value=self._waiting.length
        )
        yield GaugeMetricFamily(
            "kurator_oldest_unsent_seconds",
            "For how long the oldest of them has been due",
            value=self._waiting.oldest_seconds(self._now),
        )
        yield GaugeMetricFamily(
            "kurator_token_refused", "1 while Telegram refuses the bot's token", value=watch.token_refused
        )
        none = dict.fromkeys(watch.kinds, 0)
        yield _counters("kurator_messages_sent", "Messages delivered", "kind", none | watch.sent)
        yield _counters(
            "kurator_messages_failed",
            "Attempts that failed",
            "class",
            dict.fromkeys(FAILURES, 0) | watch.failed,
        )
        yield _counters(
            "kurator_messages_skipped",
            "Messages that mattered no more, or came too late",
            "kind",
            none | watch.left_out,
        )
        yield CounterMetricFamily(
            "kurator_retry_waits", "Answers «Too Many Requests»", value=watch.retry_waits
        )
        yield CounterMetricFamily(
            "kurator_retry_wait_seconds", "How long they said to wait", value=watch.retry_seconds
        )
        yield CounterMetricFamily("kurator_updates", "Updates handled", value=watch.updates)
        yield _counters("kurator_file_downloads", "Files of evidence", "result", watch.downloads)
        lag = watch.update_lag
        yield HistogramMetricFamily(
            "kurator_update_lag_seconds", "From message to commit", _buckets(lag), lag.total
        )
        yield _ticks(watch.ticks)


def _counters(name: str, text: str, label: str, counts: Mapping[str, int]) -> Metric:
    family = CounterMetricFamily(name, text, labels=[label])
    for value, count in sorted(counts.items()):
        family.add_metric([value], count)
    return family


def _ticks(by_job: Mapping[str, Spread]) -> Metric:
    family = HistogramMetricFamily("kurator_tick_seconds", "Beats of the metronome", labels=["job"])
    for job, spread in by_job.items():
        family.add_metric([job], _buckets(spread), spread.total)
    return family


def _buckets(spread: Spread) -> list[tuple[str, float]]:
    return list(zip([*map(str, spread.bounds), "+Inf"], map(float, spread.at_most), strict=True))
