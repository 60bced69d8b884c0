"""The invented council of the demo: the pack in councils/demo."""

from pathlib import Path

from frontdesk.console.packs.check import check_pack
from frontdesk.console.packs.load import load_pack
from frontdesk.console.packs.pack import read_pack
from frontdesk.console.packs.services import check_services
from frontdesk.console.surroundings import Stop
from frontdesk.domains.organisations import queries
from frontdesk.domains.organisations.types import Council

PACK = Path(__file__).resolve().parents[3] / "councils" / "demo"


def opened() -> Council:
    """The council `demo` of this installation, which `load` made."""
    found = queries.council_by_code(PACK.name)
    if found is None:
        raise Stop("The demo's council is not open yet.")
    return found


def load() -> Council:
    """The council `demo`, made or brought up to date."""
    pack, problems = read_pack(PACK)
    if pack is not None:
        check_pack(pack)
        ready = check_services(pack, advice=False)
        if not problems.errors():
            council, _ = load_pack(pack, ready)
            return council
    raise Stop(f"The demo's council cannot be loaded: {problems.errors()[0]}")
