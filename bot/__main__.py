"""The command line: `kurator COMMAND`. Exit status: 0 done, 1 bad input (one clear line on stderr), 2 usage.

What a command needs is imported when it is given, so that each starts quickly.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bot.lean import import_aiogram, import_structlog
from bot.settings import SettingsError
from roadmap.errors import UserError

INTERRUPTED = 130
"""What shells expect of a program that Ctrl+C has cut off."""


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        return _carry_out(options)
    except SettingsError as error:
        return _complain(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED


def _carry_out(options: argparse.Namespace) -> int:
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            status: int = runner.run(options.command(options)) or 0
    except UserError as error:
        return _complain(_in_words(error))
    return status


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """uvloop where there is one: the same loop, twice as quick."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _complain(line: str) -> int:
    print(f"kurator: {line}", file=sys.stderr)
    return 1


def _in_words(error: UserError) -> str:
    from bot.settings import load_locality
    from bot.texts import load_texts

    return load_texts(load_locality().locale).default.plain(error.text_id, **error.arguments)


async def _run(_: argparse.Namespace) -> None:
    import_aiogram()
    import_structlog()
    from bot.serve import serve

    await serve()


async def _demo(options: argparse.Namespace) -> None:
    import_aiogram()
    import_structlog()
    from playground.demo import demo

    await demo(port=options.port, today=options.today, data=options.data)


async def _migrate(_: argparse.Namespace) -> None:
    from bot.offline import migrate_database

    await migrate_database()


async def _import(options: argparse.Namespace) -> None:
    from bot.offline import import_file

    await import_file(options.file, year=options.year, dry_run=options.dry_run, as_json=options.json)


async def _deadline(options: argparse.Namespace) -> None:
    from bot.offline import print_deadline

    print_deadline(options.phrase, year=options.year, school_year=options.school_year, as_json=options.json)


async def _summary(options: argparse.Namespace) -> None:
    from bot.offline import print_summary

    await print_summary(year=options.year, as_json=options.json)


async def _export(options: argparse.Namespace) -> None:
    from bot.export import export_roadmap

    await export_roadmap(options.file, year=options.year)


async def _backup(options: argparse.Namespace) -> None:
    from bot.backup import back_up

    await back_up(options.file)


async def _restore(options: argparse.Namespace) -> None:
    from bot.backup import restore

    await restore(options.file)


async def _doctor(options: argparse.Namespace) -> int:
    if options.evidence:
        from bot.evidence_check import check_evidence

        return await check_evidence()
    from bot.doctor import examine

    return await examine()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kurator", description="The bot for the curators of «500+» schools."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("run", help="run the bot on Telegram").set_defaults(command=_run)
    _add_demo(commands.add_parser("demo", help="run the bot on the playground: no token, no server"))
    migrating = commands.add_parser("migrate", help="bring the database to the newest schema")
    migrating.set_defaults(command=_migrate)
    _add_import(commands.add_parser("import", help="read a roadmap and start it"))
    _add_deadline(commands.add_parser("deadline", help="read one deadline phrase"))
    _add_summary(commands.add_parser("summary", help="how the schools stand today"))
    _add_export(commands.add_parser("export", help="write the roadmap as XLSX or DOCX"))
    for name, command, text in (
        ("backup", _backup, "write database and evidence into one file"),
        ("restore", _restore, "bring back what a backup holds, into an empty installation"),
    ):
        keeping = commands.add_parser(name, help=text)
        keeping.add_argument("file", type=Path)
        keeping.set_defaults(command=command)
    checking = commands.add_parser("doctor", help="check settings, database, storage and Telegram")
    checking.add_argument(
        "--evidence", action="store_true", help="read every stored file and compare it with its hash"
    )
    checking.set_defaults(command=_doctor)
    return parser


def _add_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--port", type=_port, default=8081, help="of the chat page (default 8081; 0: any free)")
    demo.add_argument("--today", type=_day, help="set the clock to 10:00 of this date (YYYY-MM-DD)")
    demo.add_argument("--data", type=Path, default=Path("data/demo"), help="folder that keeps the demo")
    demo.set_defaults(command=_demo)


def _add_import(importing: argparse.ArgumentParser) -> None:
    importing.add_argument("file", type=Path)
    importing.add_argument("--year", type=_year, help="the plan's year, where the document doesn't say")
    importing.add_argument("--dry-run", action="store_true", help="only show what is understood")
    importing.add_argument("--json", action="store_true")
    importing.set_defaults(command=_import)


def _add_deadline(deadline: argparse.ArgumentParser) -> None:
    deadline.add_argument("phrase")
    period = deadline.add_mutually_exclusive_group()
    period.add_argument("--year", type=_year, help="the plan's year")
    period.add_argument("--school-year", type=_year, help="the year in which the plan's school year begins")
    deadline.add_argument("--json", action="store_true")
    deadline.set_defaults(command=_deadline)


def _add_summary(summary: argparse.ArgumentParser) -> None:
    summary.add_argument("--year", type=_year, help="of the roadmap of this year")
    summary.add_argument("--json", action="store_true")
    summary.set_defaults(command=_summary)


def _add_export(exporting: argparse.ArgumentParser) -> None:
    exporting.add_argument("file", type=Path, help="its name ends with .xlsx or .docx")
    exporting.add_argument("--year", type=_year, help="the roadmap of this year")
    exporting.set_defaults(command=_export)


def _port(value: str) -> int:
    return _within(value, range(65_536))


def _year(value: str) -> int:
    return _within(value, range(1900, 2201))


def _within(value: str, allowed: range) -> int:
    if not value.isdecimal() or int(value) not in allowed:
        raise argparse.ArgumentTypeError(f"{value!r} is not a number from {allowed[0]} to {allowed[-1]}")
    return int(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value!r} is not a date like 2022-01-10") from None


if __name__ == "__main__":
    sys.exit(main())
