"""The one LISTEN connection of this process, taken up again for ever when it breaks."""

import asyncio

import psycopg

from frontdesk.kernel.live_token import CHANNEL
from frontdesk.sites.live.hub import Hub

PAUSE_SECONDS = 1.0


async def listen(address: str, hub: Hub) -> None:
    """Hand every notice to the hub. After a break all streams are told to fetch afresh."""
    first = True
    while True:
        try:
            async with await psycopg.AsyncConnection.connect(address, autocommit=True) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                if not first:
                    hub.reset()
                first = False
                async for notice in connection.notifies():
                    hub.tell(notice.payload)
        except psycopg.OperationalError:
            await asyncio.sleep(PAUSE_SECONDS)
