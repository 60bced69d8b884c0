"""Which addresses an outside system may have: only such as nobody else can listen at."""

from urllib.parse import urlsplit

HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def address_problem(address: str, *, demo: bool) -> str:
    """The sentence for an address that cannot be one of theirs, '' for one that can: https, whole, without a fragment,
    a name before the host, or a wildcard. In the demo a program of this machine may be reached by http."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "Enter a whole address, like https://admissions.example.org/back."
    odd = parts.fragment or parts.username or any(each in "*\\" or each.isspace() for each in address)
    if not host or odd or not address.isascii():
        return "Enter a whole address, like https://admissions.example.org/back."
    if parts.scheme != "https" and not (demo and parts.scheme == "http" and host in HERE):
        return "The address must begin with https://"
    return ""
