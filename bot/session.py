"""How calls travel to Telegram."""

import json
from functools import partial
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from aiohttp import FormData
from aiohttp.payload import JsonPayload

_dumps = partial(json.dumps, ensure_ascii=False)


class JsonSession(AiohttpSession):
    """aiogram's session; a call without a file travels as JSON, in a third of the bytes for a Russian text.

    Telegram takes both: https://core.telegram.org/bots/api#making-requests.
    """

    def _setup_proxy_connector(self, proxy: Any) -> None:  # noqa: ANN401 -- as aiogram takes it; we give an address
        super()._setup_proxy_connector(proxy)
        from bot.proxy import Connector  # with what only an installation behind a proxy needs

        self._connector_type = Connector

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> FormData | JsonPayload:  # type: ignore[override]  # aiohttp posts either
        files: dict[str, InputFile] = {}
        values = {
            name: prepared
            for name, value in method.model_dump(warnings=False).items()
            if (prepared := self.prepare_value(value, bot=bot, files=files))
        }
        return super().build_form_data(bot, method) if files else JsonPayload(values, dumps=_dumps)
