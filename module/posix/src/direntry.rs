//! `DirEntry` and the iterator of `scandir`. The names of the directory are read at once, so that no descriptor stays
//! open between steps.

use crate::State;
use crate::call::{failed_at, name_value};
use crate::stat;
use std::cell::OnceCell;
use std::ffi::CString;
use taipan_native::os::{Allow, Path, path};
use taipan_native::{NativeDef, PyResult, Value, Vm, class_method, method};
use taipan_objects::native::{GetSet, TypeSpec, member};
use taipan_objects::native_class::{NO_SHAPE, NativeClass};
use taipan_objects::{Guarded, Payload, Slots, Tp, Tracer};

pub struct DirEntry {
    name: Value,
    path: Value,
    /// The name to ask the system with, below `dir`.
    system_name: CString,
    dir: i32,
    inode: u64,
    kind: u8,
    /// The answer about the entry itself, and about what it leads to.
    lstat: OnceCell<Value>,
    stat: OnceCell<Value>,
}

// SAFETY: the four references are visited once each.
unsafe impl Payload for DirEntry {
    const NAME: &'static str = "DirEntry";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        visit(&self.name);
        visit(&self.path);
        for cached in [&self.lstat, &self.stat] {
            if let Some(value) = cached.get() {
                visit(value);
            }
        }
    }
}

fn follows(vm: &mut Vm, value: &Value) -> PyResult<bool> {
    crate::call::flag(vm, value, true)
}

fn entry_stat(vm: &mut Vm, object: &Value, follow: bool) -> PyResult {
    let entry = object.expect::<DirEntry>();
    // What is no link leads to itself.
    let follow = follow && (entry.kind == libc::DT_LNK || entry.kind == libc::DT_UNKNOWN);
    let cached = if follow { &entry.stat } else { &entry.lstat };
    if let Some(known) = cached.get() {
        return Ok(known.clone());
    }
    match stat::of_path(&entry.system_name, entry.dir, follow) {
        Ok(found) => {
            let value = stat::value(vm, &found)?;
            Ok(cached.get_or_init(|| value).clone())
        }
        Err(errno) => {
            let path =
                Path { object: entry.path.clone(), name: CString::default(), fd: None, is_bytes: false };
            Err(failed_at(vm, &path, errno))
        }
    }
}

fn is_kind(vm: &mut Vm, object: &Value, follow: bool, kind: u8, mode: u32) -> PyResult {
    let entry = object.expect::<DirEntry>();
    let unknown = entry.kind == libc::DT_UNKNOWN || follow && entry.kind == libc::DT_LNK;
    if !unknown {
        return Ok(Value::from_bool(entry.kind == kind));
    }
    match entry_stat(vm, object, follow) {
        Ok(found) => {
            let found_mode = vm.get_item(&found, &Value::ZERO)?;
            let found_mode = vm.index_i64(&found_mode)? as u32;
            Ok(Value::from_bool(found_mode & libc::S_IFMT == mode))
        }
        Err(raised) if vm.is_raised(&raised, Tp::FileNotFoundError) => Ok(Value::FALSE),
        Err(raised) => Err(raised),
    }
}

static ENTRY_METHODS: &[NativeDef] = &[
    method(
        "is_dir",
        "($self, /, *, follow_symlinks=True)",
        |vm, a| {
            let follow = follows(vm, &a[1])?;
            is_kind(vm, &a[0], follow, libc::DT_DIR, libc::S_IFDIR)
        },
        "Return True if the entry is a directory; cached per entry.",
    ),
    method(
        "is_file",
        "($self, /, *, follow_symlinks=True)",
        |vm, a| {
            let follow = follows(vm, &a[1])?;
            is_kind(vm, &a[0], follow, libc::DT_REG, libc::S_IFREG)
        },
        "Return True if the entry is a file; cached per entry.",
    ),
    method(
        "is_symlink",
        "($self, /)",
        |vm, a| is_kind(vm, &a[0], false, libc::DT_LNK, libc::S_IFLNK),
        "Return True if the entry is a symbolic link; cached per entry.",
    ),
    method(
        "is_junction",
        "($self, /)",
        |_, _| Ok(Value::FALSE),
        "Return True if the entry is a junction; cached per entry.",
    ),
    method(
        "stat",
        "($self, /, *, follow_symlinks=True)",
        |vm, a| {
            let follow = follows(vm, &a[1])?;
            entry_stat(vm, &a[0], follow)
        },
        "Return stat_result object for the entry; cached per entry.",
    ),
    method(
        "inode",
        "($self, /)",
        |vm, a| Ok(vm.new_u64(a[0].expect::<DirEntry>().inode)),
        "Return inode of the entry; cached per entry.",
    ),
    method(
        "__fspath__",
        "($self, /)",
        |_, a| Ok(a[0].expect::<DirEntry>().path.clone()),
        "Returns the path for the entry.",
    ),
    class_method("__class_getitem__", "($cls, object, /)", taipan_objects::set::class_getitem, "See PEP 585"),
];

static ENTRY_MEMBERS: &[GetSet] = &[
    member("name", |_, o| Ok(o.expect::<DirEntry>().name.clone())),
    member("path", |_, o| Ok(o.expect::<DirEntry>().path.clone())),
];

fn entry_repr(vm: &mut Vm, object: &Value) -> PyResult {
    let name = object.expect::<DirEntry>().name.clone();
    let name = vm.repr_text(&name)?;
    Ok(vm.new_str(&format!("<DirEntry {name}>")))
}

pub fn entry_class(vm: &mut Vm) -> PyResult {
    let spec = TypeSpec {
        slots: Slots { repr: Some(entry_repr), ..Slots::default() },
        methods: ENTRY_METHODS,
        getset: ENTRY_MEMBERS,
        no_new: true,
        is_final: true,
        ..TypeSpec::default()
    };
    let class = NativeClass { name: "DirEntry", module: "posix", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<DirEntry>(class, None)
}

pub struct Scan {
    entries: Guarded<Vec<Value>>,
}

// SAFETY: every entry is visited once.
unsafe impl Payload for Scan {
    const NAME: &'static str = "ScandirIterator";
    const SHAPE: u32 = NO_SHAPE;
    fn trace(&self, visit: Tracer<'_>) {
        // SAFETY: the collector runs while nobody borrows.
        unsafe { &*self.entries.as_ptr() }.iter().for_each(visit);
    }
}

fn close(vm: &mut Vm, object: &Value) {
    let scan = object.expect::<Scan>();
    drop(std::mem::take(scan.entries.get_mut(vm)));
}

static SCAN_METHODS: &[NativeDef] = &[
    method("__enter__", "($self, /)", |_, a| Ok(a[0].clone()), ""),
    method(
        "__exit__",
        "($self, /, *args)",
        |vm, a| {
            close(vm, &a[0]);
            Ok(Value::NONE)
        },
        "",
    ),
    method(
        "close",
        "($self, /)",
        |vm, a| {
            close(vm, &a[0]);
            Ok(Value::NONE)
        },
        "",
    ),
];

pub fn scan_class(vm: &mut Vm) -> PyResult {
    let slots = Slots {
        iter: Some(taipan_objects::iterators::itself),
        next: Some(|vm, object| Ok(object.expect::<Scan>().entries.get_mut(vm).pop())),
        ..Slots::default()
    };
    let spec = TypeSpec { slots, methods: SCAN_METHODS, no_new: true, is_final: true, ..TypeSpec::default() };
    let class =
        NativeClass { name: "ScandirIterator", module: "posix", spec, has_dict: false, has_weakrefs: false };
    vm.new_native_class::<Scan>(class, None)
}

pub fn py_scandir(vm: &mut Vm, a: &[Value]) -> PyResult {
    let path = path(vm, "scandir", "path", &a[1], Allow { fd: true, none: true })?;
    let mut found = crate::paths::names(vm, &path)?;
    found.reverse();
    let (entry_class, scan_class) = {
        let state = vm.state::<State>();
        (state.dir_entry.clone(), state.scan.clone())
    };
    let mut entries = Vec::with_capacity(found.len());
    for (name, inode, kind) in found {
        let value = name_value(vm, &name, path.is_bytes)?;
        let mut full = path.name.as_bytes().to_vec();
        if path.fd.is_some() {
            full.clear();
        } else if full.last() != Some(&b'/') {
            full.push(b'/');
        }
        full.extend_from_slice(&name);
        let full_value =
            if path.fd.is_some() { value.clone() } else { name_value(vm, &full, path.is_bytes)? };
        let Ok(system_name) = CString::new(full) else { continue };
        let entry = DirEntry {
            name: value,
            path: full_value,
            system_name,
            dir: path.fd.unwrap_or(libc::AT_FDCWD),
            inode,
            kind,
            lstat: OnceCell::new(),
            stat: OnceCell::new(),
        };
        entries.push(vm.new_object(&entry_class, entry));
    }
    let scan = Scan { entries: Guarded::new(entries) };
    Ok(vm.new_object(&scan_class, scan))
}
