"""Structured logs: one JSON line an event on standard error; codes and ids only, never what people typed."""

import logging
import sys

import structlog
from structlog.typing import EventDict, Processor


def configure(settings: object) -> None:
    """Send structlog and the standard library's loggers to standard error as JSON lines."""
    processors: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _places_only,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=[*processors, _no_address],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("frontdesk").setLevel(logging.INFO)
    structlog.configure(
        processors=[*processors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _no_address(logger: object, name: str, event: EventDict) -> EventDict:
    """Replace what Django says of a request it refused: it quotes the address, which may hold a token."""
    record = event.get("_record")
    if record is not None and getattr(record, "request", None) is not None:
        event["event"] = "refused"
        event["logger"], event["status"] = record.name, getattr(record, "status_code", 0)
    return event


def _places_only(logger: object, name: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and the places it passed: messages and values may quote what people typed."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, tuple) and info[0] is not None:
        places, trace = [], info[2]
        while trace is not None:
            places.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["error"] = info[0].__name__
        event["places"] = places[-12:]
    return event
