"""The standard library inside the binary, as an entry of sys.path.

Nothing need be there on disk: code and sources come from the binary, by _imp.
"""
import _imp
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import _LoaderBasics


class LibraryLoader(_LoaderBasics):
    """Loads one module of the library."""

    def __init__(self, name, path):
        self.name = name
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    def get_filename(self, fullname=None):
        return self.path

    def get_code(self, fullname):
        return _imp._library_code(fullname, self.path)

    def get_data(self, path):
        data = _imp._library_source(path)
        if data is None:
            raise FileNotFoundError(2, 'No such file or directory', path)
        return data

    def get_source(self, fullname):
        from _frozen_importlib_external import decode_source
        return decode_source(self.get_data(self.path))


class LibraryFinder:
    """Finds modules below one folder of the library. The folder `overlay` has only what replaces other libraries."""

    def __init__(self, path):
        root = _imp._library_root
        if path != root and not path.startswith(root + '/'):
            raise ImportError('only for the library inside the binary', path=path)
        self.path = path
        self._overlay = path == root + '/overlay' or path.startswith(root + '/overlay/')

    def find_spec(self, fullname, target=None):
        found = _imp._library_find(fullname, self._overlay)
        if found is None:
            return None
        path, is_package = found
        folder = path.rpartition('/')[0]
        outer = folder.rpartition('/')[0] if is_package else folder
        if outer != self.path:
            return None
        spec = ModuleSpec(fullname, LibraryLoader(fullname, path), origin=path, is_package=is_package)
        spec._set_fileattr = True
        if is_package:
            spec.submodule_search_locations.append(folder)
        return spec

    def invalidate_caches(self):
        pass

    def iter_modules(self, prefix=''):
        for name, path, is_package in _imp._library_modules(self._overlay):
            folder = path.rpartition('/')[0]
            outer = folder.rpartition('/')[0] if is_package else folder
            if outer == self.path:
                yield prefix + name.rpartition('.')[2], is_package

    def __repr__(self):
        return f'{type(self).__name__}({self.path!r})'


sys.path_hooks.insert(0, LibraryFinder)
