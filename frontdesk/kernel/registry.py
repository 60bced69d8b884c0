"""The register of adapters: one folder per outside system, found by looking, never listed by hand.

An adapter package `frontdesk.adapters.<folder>` has a module `adapter` with `ADAPTERS`: one for each port it serves.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Adapter:
    """What an adapter says of itself.

    `port` is the domain port it implements (`notifications.email`), `make` builds the implementation,
    `self_test` returns a sentence for the operator ('' when all is well), `demo` marks those that need no supplier.
    """

    code: str
    port: str
    label: str
    make: Callable[[], Any]
    self_test: Callable[[], str]
    demo: bool = False
    settings: tuple[str, ...] = field(default=())


@cache
def adapters() -> dict[str, Adapter]:
    """All adapters by code. Two with one code are refused."""
    # Named, not imported: adapters stand above the kernel and come to it by this register.
    package = importlib.import_module("frontdesk.adapters")
    found: dict[str, Adapter] = {}
    for module in pkgutil.iter_modules(package.__path__):
        if not module.ispkg:
            continue
        for adapter in importlib.import_module(f"{package.__name__}.{module.name}.adapter").ADAPTERS:
            if adapter.code in found:
                raise RuntimeError(f"Two adapters are called {adapter.code}")
            found[adapter.code] = adapter
    return found


def for_port(port: str) -> list[Adapter]:
    """The adapters that implement `port`."""
    return [adapter for adapter in adapters().values() if adapter.port == port]


def implementation(port: str, code: str) -> Any:
    """The implementation of `port` by the adapter `code`; LookupError when there is none."""
    adapter = adapters().get(code)
    if adapter is None or adapter.port != port:
        raise LookupError(f"No adapter {code!r} for {port}. There are: {', '.join(a.code for a in for_port(port))}")
    return adapter.make()
