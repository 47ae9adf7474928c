//! Module `_stat`: the bits of file modes, and what they say.
#![forbid(unsafe_code)]

use taipan_native::{ModuleDef, NativeDef, PyResult, Value, Vm, function};
use taipan_objects::int::Number;

pub static MODULE: ModuleDef = ModuleDef {
    name: "_stat",
    doc: Some(
        "S_IFMT_: file type bits\nS_IFDIR: directory\nS_IFCHR: character device\nS_IFBLK: block device\nS_IFREG: regular file\nS_IFIFO: fifo (named pipe)\nS_IFLNK: symbolic link\nS_IFSOCK: socket file\nS_IFDOOR: door\nS_IFPORT: event port\nS_IFWHT: whiteout\n\nS_ISUID: set UID bit\nS_ISGID: set GID bit\nS_ENFMT: file locking enforcement\nS_ISVTX: sticky bit\nS_IREAD: Unix V7 synonym for S_IRUSR\nS_IWRITE: Unix V7 synonym for S_IWUSR\nS_IEXEC: Unix V7 synonym for S_IXUSR\nS_IRWXU: mask for owner permissions\nS_IRUSR: read by owner\nS_IWUSR: write by owner\nS_IXUSR: execute by owner\nS_IRWXG: mask for group permissions\nS_IRGRP: read by group\nS_IWGRP: write by group\nS_IXGRP: execute by group\nS_IRWXO: mask for others (not in group) permissions\nS_IROTH: read by others\nS_IWOTH: write by others\nS_IXOTH: execute by others\n\nUF_SETTABLE: mask of owner changeable flags\nUF_NODUMP: do not dump file\nUF_IMMUTABLE: file may not be changed\nUF_APPEND: file may only be appended to\nUF_OPAQUE: directory is opaque when viewed through a union stack\nUF_NOUNLINK: file may not be renamed or deleted\nUF_COMPRESSED: macOS: file is hfs-compressed\nUF_TRACKED: used for dealing with document IDs\nUF_DATAVAULT: entitlement required for reading and writing\nUF_HIDDEN: macOS: file should not be displayed\nSF_SETTABLE: mask of super user changeable flags\nSF_ARCHIVED: file may be archived\nSF_IMMUTABLE: file may not be changed\nSF_APPEND: file may only be appended to\nSF_RESTRICTED: entitlement required for writing\nSF_NOUNLINK: file may not be renamed or deleted\nSF_SNAPSHOT: file is a snapshot file\nSF_FIRMLINK: file is a firmlink\nSF_DATALESS: file is a dataless object\n\nOn macOS:\nSF_SUPPORTED: mask of super user supported flags\nSF_SYNTHETIC: mask of read-only synthetic flags\n\nST_MODE\nST_INO\nST_DEV\nST_NLINK\nST_UID\nST_GID\nST_SIZE\nST_ATIME\nST_MTIME\nST_CTIME\n\nFILE_ATTRIBUTE_*: Windows file attribute constants\n                   (only present on Windows)\n",
    ),
    functions: FUNCTIONS,
    init,
};

static CONSTANTS: &[(&str, i64)] = &[
    ("S_IFDIR", 0o40000),
    ("S_IFCHR", 0o20000),
    ("S_IFBLK", 0o60000),
    ("S_IFREG", 0o100000),
    ("S_IFIFO", 0o10000),
    ("S_IFLNK", 0o120000),
    ("S_IFSOCK", 0o140000),
    ("S_IFDOOR", 0o0),
    ("S_IFPORT", 0o0),
    ("S_IFWHT", 0o0),
    ("S_ISUID", 0o4000),
    ("S_ISGID", 0o2000),
    ("S_ISVTX", 0o1000),
    ("S_ENFMT", 0o2000),
    ("S_IREAD", 0o400),
    ("S_IWRITE", 0o200),
    ("S_IEXEC", 0o100),
    ("S_IRWXU", 0o700),
    ("S_IRUSR", 0o400),
    ("S_IWUSR", 0o200),
    ("S_IXUSR", 0o100),
    ("S_IRWXG", 0o70),
    ("S_IRGRP", 0o40),
    ("S_IWGRP", 0o20),
    ("S_IXGRP", 0o10),
    ("S_IRWXO", 0o7),
    ("S_IROTH", 0o4),
    ("S_IWOTH", 0o2),
    ("S_IXOTH", 0o1),
    ("UF_SETTABLE", 65535),
    ("UF_NODUMP", 1),
    ("UF_IMMUTABLE", 2),
    ("UF_APPEND", 4),
    ("UF_OPAQUE", 8),
    ("UF_NOUNLINK", 16),
    ("UF_COMPRESSED", 32),
    ("UF_TRACKED", 64),
    ("UF_DATAVAULT", 128),
    ("UF_HIDDEN", 32768),
    ("SF_SETTABLE", 4294901760),
    ("SF_ARCHIVED", 65536),
    ("SF_IMMUTABLE", 131072),
    ("SF_APPEND", 262144),
    ("SF_NOUNLINK", 1048576),
    ("SF_SNAPSHOT", 2097152),
    ("SF_FIRMLINK", 8388608),
    ("SF_DATALESS", 1073741824),
    ("ST_MODE", 0),
    ("ST_INO", 1),
    ("ST_DEV", 2),
    ("ST_NLINK", 3),
    ("ST_UID", 4),
    ("ST_GID", 5),
    ("ST_SIZE", 6),
    ("ST_ATIME", 7),
    ("ST_MTIME", 8),
    ("ST_CTIME", 9),
];

static FUNCTIONS: &[NativeDef] = &[
    function(
        "S_ISDIR",
        "($self, object, /)",
        |vm, a| is(vm, &a[1], 0o40000),
        "S_ISDIR(mode) -> bool\n\nReturn True if mode is from a directory.",
    ),
    function(
        "S_ISCHR",
        "($self, object, /)",
        |vm, a| is(vm, &a[1], 0o20000),
        "S_ISCHR(mode) -> bool\n\nReturn True if mode is from a character special device file.",
    ),
    function(
        "S_ISBLK",
        "($self, object, /)",
        |vm, a| is(vm, &a[1], 0o60000),
        "S_ISBLK(mode) -> bool\n\nReturn True if mode is from a block special device file.",
    ),
    function(
        "S_ISREG",
        "($self, object, /)",
        |vm, a| is(vm, &a[1], 0o100000),
        "S_ISREG(mode) -> bool\n\nReturn True if mode is from a regular file.",
    ),
    function(
        "S_ISFIFO",
        "($self, object, /)",
        |vm, a| is(vm, &a[1], 0o10000),
        "S_ISFIFO(mode) -> bool\n\nReturn True if mode is from a FIFO (named pipe).",
    ),
    function(
        "S_ISLNK",
        "($self, object, /)",
        |vm, a| is(vm, &a[1], 0o120000),
        "S_ISLNK(mode) -> bool\n\nReturn True if mode is from a symbolic link.",
    ),
    function(
        "S_ISSOCK",
        "($self, object, /)",
        |vm, a| is(vm, &a[1], 0o140000),
        "S_ISSOCK(mode) -> bool\n\nReturn True if mode is from a socket.",
    ),
    function(
        "S_ISDOOR",
        "($self, object, /)",
        never,
        "S_ISDOOR(mode) -> bool\n\nReturn True if mode is from a door.",
    ),
    function(
        "S_ISPORT",
        "($self, object, /)",
        never,
        "S_ISPORT(mode) -> bool\n\nReturn True if mode is from an event port.",
    ),
    function(
        "S_ISWHT",
        "($self, object, /)",
        never,
        "S_ISWHT(mode) -> bool\n\nReturn True if mode is from a whiteout.",
    ),
    function(
        "S_IMODE",
        "($self, object, /)",
        |vm, a| part(vm, &a[1], 0o7777),
        "Return the portion of the file's mode that can be set by os.chmod().",
    ),
    function(
        "S_IFMT",
        "($self, object, /)",
        |vm, a| part(vm, &a[1], TYPE),
        "Return the portion of the file's mode that describes the file type.",
    ),
    function(
        "filemode",
        "($self, object, /)",
        file_mode,
        "Convert a file's mode to a string of the form '-rwxrwxrwx'",
    ),
];

/// The bits that tell the type of a file.
const TYPE: u32 = 0o170000;

fn init(vm: &mut Vm, module: &Value) -> PyResult<()> {
    for (name, value) in CONSTANTS {
        let value = vm.new_int(*value);
        vm.set_module_attr(module, name, value);
    }
    Ok(())
}

fn mode(vm: &mut Vm, value: &Value) -> PyResult<u32> {
    let index = vm.index(value)?;
    let Some(number) = Number::of(&index) else { return Ok(0) };
    if number.is_negative() {
        return Err(vm.overflow_error("can't convert negative value to unsigned int"));
    }
    let text = match number {
        Number::Small(small) => match u32::try_from(small) {
            Ok(mode) => return Ok(mode),
            Err(_) => "mode out of range",
        },
        Number::Big(big) if big.digits().len() == 1 => "mode out of range",
        Number::Big(_) => "Python int too large to convert to C unsigned long",
    };
    Err(vm.overflow_error(text))
}

fn is(vm: &mut Vm, value: &Value, kind: u32) -> PyResult {
    Ok(Value::from_bool(mode(vm, value)? & TYPE == kind))
}

fn part(vm: &mut Vm, value: &Value, bits: u32) -> PyResult {
    let mode = mode(vm, value)?;
    Ok(vm.new_int((mode & bits).into()))
}

/// Types of files that this system does not have.
fn never(vm: &mut Vm, a: &[Value]) -> PyResult {
    mode(vm, &a[1])?;
    Ok(Value::from_bool(false))
}

fn file_mode(vm: &mut Vm, a: &[Value]) -> PyResult {
    let mode = mode(vm, &a[1])?;
    let mut text = String::with_capacity(10);
    text.push(match mode & TYPE {
        0o100000 => '-',
        0o040000 => 'd',
        0o120000 => 'l',
        0o060000 => 'b',
        0o020000 => 'c',
        0o010000 => 'p',
        0o140000 => 's',
        _ => '?',
    });
    for (shift, special, letter) in [(6, 0o4000, 's'), (3, 0o2000, 's'), (0, 0o1000, 't')] {
        let bits = mode >> shift;
        text.push(if bits & 4 != 0 { 'r' } else { '-' });
        text.push(if bits & 2 != 0 { 'w' } else { '-' });
        text.push(match (mode & special != 0, bits & 1 != 0) {
            (true, true) => letter,
            (true, false) => letter.to_ascii_uppercase(),
            (false, true) => 'x',
            (false, false) => '-',
        });
    }
    Ok(vm.new_str(&text))
}
