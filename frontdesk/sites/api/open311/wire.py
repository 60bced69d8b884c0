"""How answers go over the wire: one tree of dicts and lists, as XML or as JSON by the "Spark" mapping.

In JSON a container of like children is a bare list, a single thing an object, an empty element null. Free of Django.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
CHILDREN = {
    "services": "service",
    "service_requests": "request",
    "attributes": "attribute",
    "values": "value",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
    "photos": "photo",
}
"""What the children of a container are called in XML."""
# XML 1.0 has no way to write these.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def written(root: str, tree: Any, format: str) -> str:
    """The tree under the element `root`, as text in `format` (xml or json). In JSON the root has no name."""
    if format == "json":
        return json.dumps(tree, ensure_ascii=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{_element(root, tree)}\n'


def _element(name: str, value: Any) -> str:
    inner = _inner(name, value)
    return f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"


def _inner(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return "".join(_element(key, each) for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "".join(_element(CHILDREN[name], each) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    # A bare carriage return would reach the reader as a line feed.
    return escape(_NOT_XML.sub("", str(value)), {"\r": "&#13;"})
