"""The settings of an installation, read once from the environment, an ``.env`` file and files of secrets."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.storage.s3 import SCHEME, Bucket

TELEGRAM_API = "https://api.telegram.org"
HOME = ZoneInfo("Europe/Moscow")

_SECRETS_DIR = Path("/run/secrets")
_FROM_FILES = ("bot_token", "webhook_secret", "database_url", "aws_access_key_id", "aws_secret_access_key")
_HIGHEST_PORT = 65_535
_OWN_PATHS = ("/health", "/metrics")
_DRIVERS = {
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
}
# Those that asyncpg takes as text; any other would be an exception at the first query.
_PARAMETERS = ("sslmode", "ssl", "host", "passfile", "target_session_attrs", "prepared_statement_cache_size")


class SettingsError(Exception):
    """A setting is wrong. The text is one line that names it and never contains a secret."""


def _matching(pattern: str, message: str) -> BeforeValidator:
    def check(value: object) -> object:
        text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        if not re.fullmatch(pattern, text.strip()):
            raise ValueError(message)
        return text.strip()

    return BeforeValidator(check)


def _address(*schemes: str) -> BeforeValidator:
    def check(value: str) -> str:
        message = f"must be an address that begins with {' or '.join(f'{scheme}://' for scheme in schemes)}"
        try:
            parts = urlsplit(value.strip())
            usable = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
        except ValueError:
            usable = False
        if not usable:
            raise ValueError(message)
        return value.strip().rstrip("/")

    return BeforeValidator(check)


def _database(value: str) -> str:
    try:
        url = make_url(value.strip())
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _DRIVERS:
        raise ValueError("must begin with sqlite+aiosqlite:///, postgresql:// or postgres://")
    url = _for_our_driver(url)
    known = _PARAMETERS if url.get_backend_name() == "postgresql" else ()
    if not set(url.query) <= set(known):
        raise ValueError(
            f"must have no parameters but {', '.join(known)}" if known else "takes no parameters"
        )
    if not str(url.query.get("prepared_statement_cache_size", 0)).isdecimal():
        raise ValueError("prepared_statement_cache_size must be a number")
    return url.render_as_string(hide_password=False)


def _for_our_driver(url: URL) -> URL:
    url = url.set(drivername=_DRIVERS[url.drivername])
    if "sslmode" in url.query:  # libpq's name, which hosting companies print; asyncpg calls it ssl
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": url.query["sslmode"]})
    return url


def _evidence(value: str) -> str:
    value = value.strip()
    scheme, separator, _ = value.partition("://")
    if separator and scheme == SCHEME:
        Bucket.parse(value)
    elif separator and scheme != "file":
        raise ValueError("must be a folder, file:// and a folder, or s3:// and a bucket")
    return value


def _zone(value: str | ZoneInfo) -> ZoneInfo:
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(value.strip())
    except (LookupError, ValueError, OSError):
        raise ValueError(f"there is no time zone {value.strip()!r}; an example is Europe/Moscow") from None


def _ids(value: str | tuple[int, ...]) -> tuple[int, ...]:
    parts = [part.strip() for part in value.split(",")] if isinstance(value, str) else [str(i) for i in value]
    given = [part for part in parts if part]
    if not all(re.fullmatch(r"[0-9]{1,15}", part) and int(part) for part in given):
        raise ValueError("must be Telegram ids of people: whole numbers separated by commas")
    return tuple(dict.fromkeys(int(part) for part in given))


def _port(value: str | int) -> int:
    text = str(value).strip()
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > _HIGHEST_PORT:
        raise ValueError("must be a port: a whole number up to 65535")
    return int(text)


def _switch(value: str | bool) -> bool:  # noqa: FBT001 -- pydantic gives it alone
    if isinstance(value, bool):
        return value
    if value.strip().lower() not in ("on", "off"):
        raise ValueError("must be on or off")
    return value.strip().lower() == "on"


def _upper(value: str) -> str:
    return value.strip().upper()


def _lower(value: str) -> str:
    return value.strip().lower()


_Secret = Annotated[
    SecretStr,
    _matching(r"[A-Za-z0-9_-]{1,256}", "must be 1 to 256 letters, digits, _ or -, as Telegram asks"),
]
_Token = Annotated[
    SecretStr, _matching(r"[0-9]+:[A-Za-z0-9_-]+", "must look like 123456:ABC…, as @BotFather gives it")
]


_Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
_Locale = Literal["ru", "en"]

_CONFIG = SettingsConfigDict(
    env_ignore_empty=True,
    env_file_encoding="utf-8-sig",
    extra="ignore",
    frozen=True,
    hide_input_in_errors=True,
)


class Locality(BaseSettings):
    """Where the bot is at home: all that the demo and the words of an error need to know."""

    model_config = _CONFIG

    timezone: _Zone = HOME
    locale: _Locale = "ru"


class Settings(BaseSettings):
    """Settings by the names of the environment, in small letters. Explained in ``.env.example``."""

    model_config = _CONFIG

    bot_token: _Token | None = None
    bot_api_url: Annotated[str, _address("https", "http")] = TELEGRAM_API
    bot_proxy: Annotated[str, _address("http", "https", "socks4", "socks5")] | None = Field(
        default=None, repr=False
    )
    database_url: Annotated[str, BeforeValidator(_database)] = Field(
        default="sqlite+aiosqlite:///data/kurator.db", repr=False
    )
    evidence_url: Annotated[str, BeforeValidator(_evidence)] = "data/evidence"
    aws_access_key_id: SecretStr | None = None
    aws_secret_access_key: SecretStr | None = None
    timezone: _Zone = HOME
    coordinator_ids: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)] = ()
    webhook_url: Annotated[str, _address("https", "http")] | None = None
    webhook_secret: _Secret | None = None
    metrics: Annotated[bool, BeforeValidator(_switch)] = False
    web_host: Annotated[str, _matching(r"\S+", "must be the address of an interface, such as 127.0.0.1")] = (
        "127.0.0.1"
    )
    web_port: Annotated[int, BeforeValidator(_port)] = 8080
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)] = "INFO"
    log_format: Annotated[Literal["human", "json"], BeforeValidator(_lower)] = "human"
    locale: _Locale = "ru"

    @model_validator(mode="after")
    def _webhook_is_safe(self) -> "Settings":
        if self.webhook_url and not self.webhook_secret:
            raise ValueError("WEBHOOK_SECRET: is needed, because WEBHOOK_URL is set")
        if (
            self.webhook_url
            and self.bot_api_url == TELEGRAM_API
            and not self.webhook_url.startswith("https://")
        ):
            raise ValueError("WEBHOOK_URL: must begin with https://, because Telegram's own server is used")
        if not re.fullmatch(r"(/[\w.~-]+)*", self.webhook_path, re.ASCII) or self.webhook_path in _OWN_PATHS:
            raise ValueError("WEBHOOK_URL: must end in a plain path of its own, such as /telegram")
        return self

    @model_validator(mode="after")
    def _keys_are_a_pair(self) -> "Settings":
        names = {
            "AWS_ACCESS_KEY_ID": self.aws_access_key_id,
            "AWS_SECRET_ACCESS_KEY": self.aws_secret_access_key,
        }
        given = [name for name, value in names.items() if value is not None]
        if self.evidence_bucket is not None and len(given) == 1:
            missing = next(name for name in names if name not in given)
            raise ValueError(f"{missing}: is needed, because {given[0]} is set")
        return self

    @property
    def webhook_path(self) -> str:
        """What follows the host in WEBHOOK_URL; empty where nothing does."""
        parts = urlsplit(self.webhook_url or "")
        return parts.path + ("?" if parts.query or parts.fragment else "")

    @property
    def token(self) -> str:
        """The bot's token. Raises SettingsError if there is none: only what talks to Telegram needs it."""
        if self.bot_token is None:
            raise SettingsError("BOT_TOKEN: is missing; @BotFather gives one, see .env.example")
        return self.bot_token.get_secret_value()

    @property
    def evidence_bucket(self) -> Bucket | None:
        """The place in an S3-compatible storage that EVIDENCE_URL names; None where it names a folder."""
        return Bucket.parse(self.evidence_url) if self.evidence_url.startswith(f"{SCHEME}://") else None

    @property
    def evidence_folder(self) -> Path:
        """The folder that EVIDENCE_URL names. Raises SettingsError where it names a bucket."""
        if self.evidence_bucket is not None:
            raise SettingsError("EVIDENCE_URL: is no folder")
        if self.evidence_url.startswith("file://"):
            return Path(unquote(urlsplit(self.evidence_url).path))
        return Path(self.evidence_url)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log."""
        given = (self.bot_token, self.webhook_secret, self.aws_access_key_id, self.aws_secret_access_key)
        return tuple(secret.get_secret_value() for secret in given if secret)


def load_settings(env_file: Path | None = Path(".env"), secrets_dir: Path = _SECRETS_DIR) -> Settings:
    """Read the settings.

    The first of these that names a setting wins: a file named by ``BOT_TOKEN_FILE`` (``WEBHOOK_SECRET_FILE``,
    ``DATABASE_URL_FILE``), the environment, ``env_file``, a file of the setting's name in ``secrets_dir``.
    Raises SettingsError.
    """
    secrets = secrets_dir if secrets_dir.is_dir() else None
    with _one_line(env_file):
        return Settings(_env_file=env_file, _secrets_dir=secrets, **_named_files(env_file))


def load_locality(env_file: Path | None = Path(".env")) -> Locality:
    """Read TIMEZONE and LOCALE alone, so that nothing else can be wrong. Raises SettingsError."""
    with _one_line(env_file):
        return Locality(_env_file=env_file)


@contextmanager
def _one_line(env_file: Path | None) -> Iterator[None]:
    try:
        yield
    except ValidationError as error:
        raise SettingsError(_line(error)) from None
    except (OSError, UnicodeError) as error:
        raise SettingsError(f"{env_file}: cannot be read ({type(error).__name__})") from None


def _named_files(env_file: Path | None) -> dict[str, Any]:
    given = dict(dotenv_values(env_file, encoding="utf-8-sig")) if env_file and env_file.is_file() else {}
    given |= dict(os.environ)
    names = {name: given.get(f"{name.upper()}_FILE") for name in _FROM_FILES}
    return {name: _content(f"{name.upper()}_FILE", Path(path)) for name, path in names.items() if path}


def _content(variable: str, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").strip()
    except (OSError, UnicodeError):
        raise SettingsError(f"{variable}: the file {path} cannot be read") from None


def _line(error: ValidationError) -> str:
    """The first problem, without the value, which may be a secret."""
    problem = error.errors(include_url=False, include_input=False)[0]
    context = problem.get("ctx", {})
    expected = f"must be {context['expected']}" if "expected" in context else "cannot be understood"
    message = str(context.get("error", expected))
    return f"{str(problem['loc'][0]).upper()}: {message}" if problem["loc"] else message
