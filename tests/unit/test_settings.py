import os
import re
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings import TELEGRAM_API, Settings, SettingsError, load_locality, load_settings
from bot.storage import Bucket

TOKEN = "123456:AAbbCC-dd_ee"
EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.lower().removesuffix("_file") in Settings.model_fields:
            monkeypatch.delenv(name)


@pytest.fixture
def env(tmp_path: Path) -> Path:
    return tmp_path / ".env"


def load(env: Path, text: str) -> Settings:
    env.write_text(text, encoding="utf-8")
    return load_settings(env, secrets_dir=env.parent / "no-secrets")


def test_defaults(env: Path) -> None:
    settings = load(env, f"BOT_TOKEN={TOKEN}\n")
    assert settings.token == TOKEN
    assert settings.bot_api_url == TELEGRAM_API
    assert settings.bot_proxy is None
    assert settings.database_url == "sqlite+aiosqlite:///data/kurator.db"
    assert settings.evidence_folder == Path("data/evidence")
    assert settings.timezone == ZoneInfo("Europe/Moscow")
    assert settings.coordinator_ids == ()
    assert settings.webhook_url is None
    assert (settings.metrics, settings.web_host, settings.web_port) == (False, "127.0.0.1", 8080)
    assert (settings.log_level, settings.log_format, settings.locale) == ("INFO", "human", "ru")


def test_everything_set(env: Path) -> None:
    settings = load(
        env,
        f"\ufeffBOT_TOKEN= {TOKEN} \nBOT_API_URL=http://127.0.0.1:8081/\nBOT_PROXY=socks5://u:p@localhost:1080\n"
        "DATABASE_URL=postgres://u:p%40ss@db/kurator?sslmode=require\nEVIDENCE_URL=file:///srv/evid%20ence\n"
        "TIMEZONE=Asia/Omsk\nCOORDINATOR_IDS=1, 22,,1\nWEBHOOK_URL=https://bot.example.org/t\n"
        "WEBHOOK_SECRET=a-B_9\nMETRICS=On\nWEB_HOST=::1\nWEB_PORT=0\nLOG_LEVEL=debug\nLOG_FORMAT=JSON\nLOCALE=en\n"
        "BOT_UNKNOWN=1\n",
    )
    assert settings.token == TOKEN
    assert settings.bot_api_url == "http://127.0.0.1:8081"
    assert settings.database_url == "postgresql+asyncpg://u:p%40ss@db/kurator?ssl=require"
    assert settings.evidence_folder == Path("/srv/evid ence")
    assert settings.timezone.key == "Asia/Omsk"
    assert settings.coordinator_ids == (1, 22)
    assert settings.secrets == (TOKEN, "a-B_9")
    assert settings.webhook_path == "/t"
    assert (settings.metrics, settings.web_host, settings.web_port) == (True, "::1", 0)
    assert (settings.log_level, settings.log_format, settings.locale) == ("DEBUG", "json", "en")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("BOT_TOKEN=hunter2secret", "BOT_TOKEN: must look like"),
        (
            "BOT_API_URL=api.telegram.org",
            "BOT_API_URL: must be an address that begins with https:// or http://",
        ),
        ("BOT_API_URL=https://", "BOT_API_URL: must be an address"),
        ("BOT_API_URL=https://h:99999", "BOT_API_URL: must be an address"),
        ("BOT_PROXY=ftp://u:hunter2secret@h", "BOT_PROXY: must be an address"),
        ("DATABASE_URL=mysql://u:hunter2secret@h/x", "DATABASE_URL: must begin with sqlite+aiosqlite:///"),
        ("DATABASE_URL=hunter2secret", "DATABASE_URL: must begin with"),
        ("DATABASE_URL=postgresql://u:hunter2secret@h:port/x", "DATABASE_URL: must begin with"),
        ("EVIDENCE_URL=s3://", "EVIDENCE_URL: must be a folder, or s3://bucket/prefix"),
        ("EVIDENCE_URL=s3://b?region=r&key=hunter2secret", "EVIDENCE_URL: must be a folder, or s3://"),
        ("EVIDENCE_URL=s3://id:hunter2secret@b", "EVIDENCE_URL: must have no password"),
        ("EVIDENCE_URL=s3://b?endpoint=ftp://h", "EVIDENCE_URL: the endpoint must begin with https://"),
        ("EVIDENCE_URL=ftp://h/x", "EVIDENCE_URL: must be a folder"),
        ("TIMEZONE=Penza", "TIMEZONE: there is no time zone 'Penza'"),
        ("TIMEZONE=../etc/passwd", "TIMEZONE: there is no time zone"),
        ("TIMEZONE=Europe", "TIMEZONE: there is no time zone"),
        ("COORDINATOR_IDS=12,Ольга", "COORDINATOR_IDS: must be Telegram ids"),
        ("COORDINATOR_IDS=0", "COORDINATOR_IDS: must be Telegram ids"),
        ("COORDINATOR_IDS=[1]", "COORDINATOR_IDS: must be Telegram ids"),
        ("WEBHOOK_SECRET=hunter2secret!", "WEBHOOK_SECRET: must be 1 to 256 letters"),
        ("WEBHOOK_URL=https://bot.example.org", "WEBHOOK_SECRET: is needed, because WEBHOOK_URL is set"),
        ("WEBHOOK_URL=http://h\nWEBHOOK_SECRET=hunter2secret", "WEBHOOK_URL: must begin with https://"),
        (
            "WEBHOOK_URL=https://h/metrics\nWEBHOOK_SECRET=hunter2secret",
            "WEBHOOK_URL: must end in a plain path",
        ),
        (
            "WEBHOOK_URL=https://h/a?b=c\nWEBHOOK_SECRET=hunter2secret",
            "WEBHOOK_URL: must end in a plain path",
        ),
        ("METRICS=maybe", "METRICS: must be on or off"),
        ("WEB_PORT=65536", "WEB_PORT: must be a port"),
        ("WEB_PORT=http", "WEB_PORT: must be a port"),
        ("LOG_FORMAT=xml", "LOG_FORMAT: must be 'human' or 'json'"),
        ("LOG_LEVEL=loud", "LOG_LEVEL: must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("LOCALE=de", "LOCALE: must be 'ru' or 'en'"),
        ("BOT_TOKEN_FILE=/nonexistent/token", "BOT_TOKEN_FILE: the file /nonexistent/token cannot be read"),
    ],
)
def test_what_is_wrong_is_said_in_one_line_without_secrets(env: Path, line: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(env, line + "\n")
    text = str(caught.value)
    assert text.startswith(said)
    assert "\n" not in text
    assert "hunter2secret" not in text


def test_without_a_token_only_its_use_is_refused(env: Path) -> None:
    settings = load(env, "BOT_TOKEN=\n")
    with pytest.raises(SettingsError, match="BOT_TOKEN: is missing"):
        _ = settings.token
    assert settings.secrets == ()


def test_no_env_file_is_fine(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "absent").bot_token is None
    assert load_settings(None).bot_token is None


def test_an_env_file_that_is_no_text_is_refused(env: Path) -> None:
    env.write_bytes(b"BOT_TOKEN=\xff\xfe\n")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(env)


def test_the_order_of_sources(env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = env.parent / "secrets"
    secrets.mkdir()
    (secrets / "bot_token").write_text("1:secrets")
    env.write_text("")
    assert load_settings(env, secrets).token == "1:secrets"
    env.write_text("BOT_TOKEN=2:env-file\n")
    assert load_settings(env, secrets).token == "2:env-file"
    monkeypatch.setenv("BOT_TOKEN", "3:environment")
    assert load_settings(env, secrets).token == "3:environment"
    named = env.parent / "token"
    named.write_text("4:file\n")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(named))
    assert load_settings(env, secrets).token == "4:file"


@pytest.mark.parametrize("url", ["sqlite:///data/x.db", "sqlite+aiosqlite:///data/x.db"])
def test_sqlite_gets_its_driver(env: Path, url: str) -> None:
    assert load(env, f"DATABASE_URL={url}\n").database_url == "sqlite+aiosqlite:///data/x.db"


def test_a_bucket_is_taken_apart(env: Path) -> None:
    settings = load(env, "EVIDENCE_URL=s3://bucket/a/b?endpoint=https://s3.example.ru:9000&region=ru-1")
    assert settings.evidence_bucket == Bucket("bucket", "a/b", "https://s3.example.ru:9000", "ru-1")
    assert load(env, "").evidence_bucket is None
    with pytest.raises(SettingsError, match="EVIDENCE_URL: is no folder"):
        _ = settings.evidence_folder


@pytest.mark.parametrize(
    ("given", "missing"),
    [("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), ("AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID")],
)
def test_half_a_key_opens_no_bucket(env: Path, given: str, missing: str) -> None:
    with pytest.raises(SettingsError) as error:
        load(env, f"EVIDENCE_URL=s3://bucket\n{given}=hunter2secret\n")
    assert str(error.value) == f"{missing}: is needed, because {given} is set"
    assert load(env, "EVIDENCE_URL=s3://bucket\n").aws_access_key_id is None


def test_an_empty_key_hides_nothing(env: Path) -> None:
    assert "" not in load(env, "AWS_ACCESS_KEY_ID=\nAWS_SECRET_ACCESS_KEY=").secrets


def test_secrets_are_not_shown() -> None:
    settings = Settings(
        bot_token=TOKEN,
        database_url="postgresql://u:hunter2secret@h/x",
        webhook_secret="hunter2secret",
        aws_secret_access_key="hunter2secret",
    )
    assert "hunter2secret" in settings.secrets
    assert TOKEN not in repr(settings)
    assert "hunter2secret" not in repr(settings)


def test_the_example_explains_every_setting_with_its_default(env: Path) -> None:
    blocks = re.split(r"\n\n+", EXAMPLE.read_text(encoding="utf-8").strip())[1:]
    explained: dict[str, str] = {}
    for block in blocks:
        *comments, line = block.splitlines()
        assert comments, block
        assert all(comment.startswith("# ") for comment in comments), block
        name, _, value = line.removeprefix("#").partition("=")
        explained[name] = value
    assert [name.lower() for name in explained] == list(Settings.model_fields)
    defaults = load(env, "")
    read = load(
        env, "\n".join(f"{name}={value}" for name, value in explained.items() if name != "WEBHOOK_URL")
    )
    same = (
        "bot_api_url database_url evidence_url timezone metrics web_host web_port log_level log_format locale"
    )
    for name in same.split():
        assert getattr(read, name) == getattr(defaults, name)


def test_the_locality_is_read_whatever_else_is_wrong(env: Path) -> None:
    env.write_text("BOT_TOKEN=nonsense\nDATABASE_URL=nonsense\nTIMEZONE=Asia/Omsk\nLOCALE=en\n")
    place = load_locality(env)
    assert (place.timezone, place.locale) == (ZoneInfo("Asia/Omsk"), "en")


def test_a_wrong_locality_is_named(env: Path) -> None:
    env.write_text("TIMEZONE=Moscow\n")
    with pytest.raises(SettingsError, match=r"^TIMEZONE: "):
        load_locality(env)
