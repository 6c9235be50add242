"""A real S3 server on this machine, which can be stopped and started again on the same port."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import SecretStr

from bot.storage import Bucket, Keys, S3Storage
from tests.faults.balancer import free_port

if TYPE_CHECKING:
    from moto.server import ThreadedMotoServer

NAME, KEY = "test-key", "test-secret"


@dataclass
class ObjectStore:
    """What is in it outlives a stop: the library keeps it in the process."""

    port: int = field(default_factory=free_port)
    _server: "ThreadedMotoServer | None" = None

    @property
    def bucket(self) -> str:
        """A name of its own, since all servers of a process share what is in them."""
        return f"evidence-{self.port}"

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """For EVIDENCE_URL."""
        return f"s3://{self.bucket}/of/the/city?endpoint={self.endpoint}&region=us-east-1"

    @property
    def storage(self) -> S3Storage:
        return S3Storage(Bucket.parse(self.url), Keys(SecretStr(NAME), SecretStr(KEY)))

    def start(self) -> None:
        from moto.server import ThreadedMotoServer

        self._server = ThreadedMotoServer("127.0.0.1", self.port, verbose=False)
        self._server.start()

    def stop(self) -> None:
        assert self._server is not None
        self._server.stop()


@contextmanager
def object_store() -> Iterator[ObjectStore]:
    """A server with an empty bucket."""
    import boto3
    from moto.core.model_instances import reset_model_data

    store = ObjectStore()
    store.start()
    try:
        keys = {"aws_access_key_id": NAME, "aws_secret_access_key": KEY}
        client = boto3.client("s3", endpoint_url=store.endpoint, region_name="us-east-1", **keys)
        client.create_bucket(Bucket=store.bucket)
        client.close()
        yield store
    finally:
        store.stop()
        reset_model_data()
