"""What can go wrong that a user can mend. Every message says what to do."""


class KBError(Exception):
    """A failure that the user can act on; printed as one line, exit status 1."""


class ReadError(KBError):
    """A file could not be read as a newsletter issue."""


class StoreError(KBError):
    """The store could not be opened, read or written."""


class NotFound(StoreError):
    """No record has the id that was asked for."""


class Conflict(StoreError):
    """A change cannot be made because of a later change to the same record."""


class SearchIndexError(KBError):
    """The search index could not be opened or built."""


class QueryError(KBError):
    """A query, a filter or a sort order asks for something that does not exist."""


class BibliographyError(KBError):
    """A bibliographic file or string could not be read."""
