"""`python -m lingqu.interfaces.editors`: start the language server, or say with --check that it can be started.

Its one law: standard output belongs to the editor; nothing else is written there while the server runs.
"""

from __future__ import annotations

import argparse
import logging
import sys

from lingqu.interfaces.editors.server import LANGUAGES, language_server

CHECKED = {
    "zh": "语言服务器可以启动：诊断、补全、悬停、定义、引用、大纲、整理、着色。",
    "en": "The language server can be started: diagnostics, completion, hover, definition, references, outline, "
    "formatting, colours.",
}


def start(arguments: list[str]) -> None:
    """Serve on standard input and output until the editor says that it ends."""
    parser = argparse.ArgumentParser(prog="python -m lingqu.interfaces.editors")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--stdio", action="store_true")  # what many editors add by themselves
    asked = parser.parse_args(arguments)
    if asked.check:
        language_server(lang=asked.lang)
        print(CHECKED[asked.lang])
        return
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    language_server(lang=asked.lang).start_io()


if __name__ == "__main__":
    start(sys.argv[1:])
