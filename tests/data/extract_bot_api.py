"""Makes tests/data/bot-api-<version>.json: the Bot API's methods with parameters, types, which are required.

    pip download --no-deps --no-binary :all: aiogram==3.31.0 && tar xzf aiogram-3.31.0.tar.gz
    python tests/data/extract_bot_api.py aiogram-3.31.0/.butcher/schema/schema.json

The schema is what aiogram reads off core.telegram.org/bots/api; only its source distribution carries it.
"""

import json
import sys
from pathlib import Path
from typing import Any


def extract(schema: dict[str, Any]) -> dict[str, Any]:
    sections = (child for section in schema["items"] for child in section["children"])
    methods = {
        method["name"]: {
            parameter["name"]: [parameter["type"], parameter["required"]]
            for parameter in method["annotations"]
        }
        for method in sections
        if method["name"][:1].islower()
    }
    return {"version": schema["api"]["version"], "methods": dict(sorted(methods.items()))}


def main() -> None:
    extracted = extract(json.loads(Path(sys.argv[1]).read_text()))
    target = Path(__file__).with_name(f"bot-api-{extracted['version']}.json")
    lines = (
        f"  {json.dumps(name)}: {json.dumps(parameters)}" for name, parameters in extracted["methods"].items()
    )
    head = f'{{"version": {json.dumps(extracted["version"])}, "methods": {{\n'
    target.write_text(head + ",\n".join(lines) + "\n}}\n")


if __name__ == "__main__":
    main()
