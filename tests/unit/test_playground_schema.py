"""The playground's methods and parameters against the Bot API's list (tests/data/extract_bot_api.py)."""

import json
from pathlib import Path

import pytest

from playground import parameters
from playground.methods import ALL, METHODS, Method

SCHEMA: dict[str, dict[str, tuple[str, bool]]] = json.loads(
    (Path(__file__).parents[1] / "data" / "bot-api-10.3.json").read_text()
)["methods"]

# What the playground doesn't offer, and why: a bot that uses it is told so.
BUSINESS = {"business_connection_id"}
TOPICS = {"message_thread_id", "direct_messages_topic_id", "ephemeral_message_parameters"}
MONEY = {"allow_paid_broadcast", "suggested_post_parameters", "message_effect_id"}
INLINE = {"inline_message_id"}
VIDEO = {"video_start_timestamp", "show_caption_above_media", "thumbnail"}
WEBHOOK_ELSEWHERE = {"certificate", "ip_address"}
RICH = {"rich_message"}
LACKING = BUSINESS | TOPICS | MONEY | INLINE | VIDEO | WEBHOOK_ELSEWHERE | RICH
# Stricter than the schema: without inline mode these messages are named by chat and message.
NEEDED_HERE = {"chat_id", "message_id", "text"}
# Laxer: an empty address takes the webhook away.
FREE_HERE = {("setWebhook", "url"), ("setChatMenuButton", "chat_id")}


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_a_method_has_exactly_the_schemas_parameters(method: Method) -> None:
    in_schema = set(SCHEMA[method.name])
    assert method.known <= in_schema
    assert in_schema - method.known <= LACKING


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_what_the_schema_requires_is_required(method: Method) -> None:
    required = {name for name, (_, needed) in SCHEMA[method.name].items() if needed}
    required -= {name for of, name in FREE_HERE if of == method.name}
    assert required <= method.required
    assert method.required - required <= (NEEDED_HERE if method.name.startswith("edit") else set())


@pytest.mark.parametrize("method", ALL, ids=lambda method: method.name)
def test_parameters_have_the_schemas_types(method: Method) -> None:
    kinds = {
        "Integer": parameters.integer,
        "Boolean": parameters.truth,
        "String": parameters.text,
        "Integer or String": parameters.chat,
        "InputFile or String": parameters.text,
    }
    for name in method.known:
        expected = kinds.get(SCHEMA[method.name][name][0], parameters.structure)
        # A user's id may stand where a chat's may, and only as a number.
        if method.name in ("setChatMenuButton", "getChatMenuButton") and name == "chat_id":
            expected = parameters.chat
        assert parameters.KINDS.get(name, parameters.text) is expected, name


def test_every_lack_is_in_the_schema() -> None:
    """The list of what is lacking has nothing that the schema doesn't know."""
    everything = {name for method in ALL for name in SCHEMA[method.name]}
    assert everything >= LACKING


def test_names_are_unique_in_any_case() -> None:
    assert len(METHODS) == len(ALL)
