"""Files of a POST too long for memory: taken by way of the disk, no further than it takes to refuse them."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from frontdesk.domains.forms.types import LARGEST_FILE


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file's beginning until it is longer than any file may be: the form then says so, and nothing is dropped
    without a word."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what is still wanted."""
        if start <= LARGEST_FILE:
            super().receive_data_chunk(raw_data, start)
