"""Serves the measures to Prometheus, on loopback."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ZvirkaError
from bot.health import measures
from bot.health.measures import Measure
from bot.health.vitals import Vitals
from bot.store import Store, standing

if TYPE_CHECKING:
    from prometheus_client.core import Metric

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Metrics:
    """Measures anew for each request, in the server's own thread and over a connection of its own."""

    database: Path
    sources: Collection[str]
    vitals: Vitals
    clock: Callable[[], datetime]

    def measure(self) -> list[Measure]:
        """Return all that can be measured now; where the database cannot be read, that and the rest."""
        live = list(measures.live(self.vitals))
        try:
            with Store.look_into(self.database) as store:
                now = self.clock()
                stored = list(measures.stored(store.run(standing.look, now), self.sources, now))
        except ZvirkaError:
            stored = []
        is_readable = measures.one("zvirka_database_readable", "1 while the database can be read", bool(stored))
        return [*live, is_readable, *stored]

    def collect(self) -> Iterable["Metric"]:
        """Return the measures as Prometheus has them."""
        return [_family(one) for one in self.measure()]


@contextmanager
def served(metrics: Metrics, listen: str) -> Iterator[None]:
    """Serve at "host:port" inside. Where that is not possible, say so once: the daemon works without."""
    from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415 - most daemons serve none

    registry = CollectorRegistry()
    registry.register(metrics)
    host, _, port = listen.rpartition(":")
    try:
        server, thread = start_http_server(int(port), host, registry)
    except OSError as error:
        log.warning("metrics unserved", extra={"listen": listen, "cause": error.strerror})
        yield
        return
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _family(one: Measure) -> "Metric":
    from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: PLC0415 - as above

    kind = CounterMetricFamily if one.counts else GaugeMetricFamily
    family = kind(one.name, one.says, labels=one.labels)
    for labels, value in one.values.items():
        family.add_metric(labels, value)
    return family
