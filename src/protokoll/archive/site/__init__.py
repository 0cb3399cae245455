"""The pages a citizen finds her way by: what was decided, when and by whom, with a search box that needs no service."""

from protokoll.archive.site.key import site_key
from protokoll.archive.site.make import site_files

__all__ = ["site_files", "site_key"]
