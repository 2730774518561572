"""What the pages of the guide show of a program's output."""
import contextlib


@contextlib.contextmanager
def shown(name, error=()):
    """Marks what is printed inside as a region of the record; `error` is what has to be raised there."""
    print(f"# #region {name}")
    try:
        yield
        assert not error, f"{name}: no {error.__name__}"
    except error as raised:
        print(f"{type(raised).__name__}: {raised}")
    print(f"# #endregion {name}\n")
