"""The way through a proxy, whose troubles are told as aiohttp tells those of a direct way."""

from ssl import SSLError
from typing import TYPE_CHECKING

from aiohttp import ClientConnectionError
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError

if TYPE_CHECKING:
    from aiohttp import ClientRequest, ClientTimeout
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace


class Connector(ProxyConnector):
    """aiohttp_socks' own errors are no `ClientError`: neither aiogram nor anybody else would know them."""

    async def connect(
        self,
        req: "ClientRequest",
        traces: "list[Trace]",
        timeout: "ClientTimeout",  # noqa: ASYNC109 -- aiohttp's name
    ) -> "Connection":
        """As ever; raises ClientConnectionError with the name of the trouble. Nothing has been sent then."""
        try:
            return await super().connect(req, traces, timeout)
        except (ProxyConnectionError, ProxyError, ProxyTimeoutError) as error:
            raise ClientConnectionError(f"{type(error).__name__}: {error}") from error
        except (EOFError, ConnectionError, SSLError) as error:  # hung up while the way was being made
            raise ClientConnectionError(f"ProxyError: {type(error).__name__}: {error}") from error
