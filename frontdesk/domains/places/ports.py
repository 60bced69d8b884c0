"""What an adapter must do to draw maps."""

from dataclasses import dataclass
from typing import Protocol

from frontdesk.domains.places.types import MapPicture

MAPS = "places.maps"


@dataclass(frozen=True)
class MapFile:
    """A drawn map: the bytes of a picture and its media type."""

    content: bytes
    media_type: str


class Maps(Protocol):
    """Draws a map. Asked while somebody waits: answer within two seconds."""

    def draw(self, picture: MapPicture) -> MapFile:
        """The picture as a file of exactly its frame's width and height in pixels.

        A supplier of map tiles puts them beneath what the picture holds, by its frame on the British National Grid.
        May raise anything: the page then does without the map.
        """
