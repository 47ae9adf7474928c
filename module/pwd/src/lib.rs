//! Modules `pwd` and `grp`: the databases of users and groups.

use std::ffi::{CStr, CString};
use taipan_native::os::{fs_decode, fs_encode};
use taipan_native::{ModuleDef, NativeDef, PyResult, Tp, Value, Vm, function};
use taipan_objects::str::Str;
use taipan_objects::structseq::StructSequence;

pub static PWD: ModuleDef = ModuleDef {
    name: "pwd",
    doc: Some(
        "This module provides access to the Unix password database.\nIt is available on all Unix versions.\n\nPassword database entries are reported as 7-tuples containing the following\nitems from the password database (see `<pwd.h>'), in order:\npw_name, pw_passwd, pw_uid, pw_gid, pw_gecos, pw_dir, pw_shell.\nThe uid and gid items are integers, all others are strings. An\nexception is raised if the entry asked for cannot be found.",
    ),
    functions: PWD_FUNCTIONS,
    init: |vm, module| {
        let class = vm.new_struct_sequence_class(&PASSWD)?;
        vm.set_module_attr(module, "struct_passwd", class.clone());
        vm.state::<State>().passwd = Some(class);
        Ok(())
    },
};

pub static GRP: ModuleDef = ModuleDef {
    name: "grp",
    doc: Some(
        "Access to the Unix group database.\n\nGroup entries are reported as 4-tuples containing the following fields\nfrom the group database, in order:\n\n  gr_name   - name of the group\n  gr_passwd - group password (encrypted); often empty\n  gr_gid    - numeric ID of the group\n  gr_mem    - list of members\n\nThe gid is an integer, name and password are strings.  (Note that most\nusers are not explicitly listed as members of the groups they are in\naccording to the password database.  Check both databases to get\ncomplete membership information.)",
    ),
    functions: GRP_FUNCTIONS,
    init: |vm, module| {
        let class = vm.new_struct_sequence_class(&GROUP)?;
        vm.set_module_attr(module, "struct_group", class.clone());
        vm.state::<State>().group = Some(class);
        Ok(())
    },
};

#[derive(Default)]
struct State {
    passwd: Option<Value>,
    group: Option<Value>,
}

static PASSWD: StructSequence = StructSequence {
    module: "pwd",
    name: "struct_passwd",
    doc: "pwd.struct_passwd: Results from getpw*() routines.\n\nThis object may be accessed either as a tuple of\n  (pw_name,pw_passwd,pw_uid,pw_gid,pw_gecos,pw_dir,pw_shell)\nor via the object attributes as named in the above tuple.",
    fields: &["pw_name", "pw_passwd", "pw_uid", "pw_gid", "pw_gecos", "pw_dir", "pw_shell"],
    visible: 7,
    constructible: true,
};

static GROUP: StructSequence = StructSequence {
    module: "grp",
    name: "struct_group",
    doc: "grp.struct_group: Results from getgr*() routines.\n\nThis object may be accessed either as a tuple of\n  (gr_name,gr_passwd,gr_gid,gr_mem)\nor via the object attributes as named in the above tuple.\n",
    fields: &["gr_name", "gr_passwd", "gr_gid", "gr_mem"],
    visible: 4,
    constructible: true,
};

static PWD_FUNCTIONS: &[NativeDef] = &[
    function(
        "getpwnam",
        "($module, name, /)",
        getpwnam,
        "Return the password database entry for the given user name.\n\nSee `help(pwd)` for more on password database entries.",
    ),
    function(
        "getpwuid",
        "($module, uidobj, /)",
        getpwuid,
        "Return the password database entry for the given numeric user ID.\n\nSee `help(pwd)` for more on password database entries.",
    ),
    function(
        "getpwall",
        "($module, /)",
        getpwall,
        "Return a list of all available password database entries, in arbitrary order.\n\nSee help(pwd) for more on password database entries.",
    ),
];

static GRP_FUNCTIONS: &[NativeDef] = &[
    function(
        "getgrnam",
        "($module, /, name)",
        getgrnam,
        "Return the group database entry for the given group name.\n\nIf name is not valid, raise KeyError.",
    ),
    function(
        "getgrgid",
        "($module, /, id)",
        getgrgid,
        "Return the group database entry for the given numeric group ID.\n\nIf id is not valid, raise KeyError.",
    ),
    function(
        "getgrall",
        "($module, /)",
        getgrall,
        "Return a list of all available group entries, in arbitrary order.\n\nAn entry whose name starts with '+' or '-' represents an instruction\nto use YP/NIS and may not be accessible via getgrnam or getgrgid.",
    ),
];

/// The bytes of a string of the system; none for NULL.
///
/// # Safety
/// The pointer is NULL or that of a string that ends in NUL and lasts while this runs.
unsafe fn bytes(text: *const libc::c_char) -> Vec<u8> {
    if text.is_null() {
        return Vec::new();
    }
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(text) }.to_bytes().to_vec()
}

/// An entry of the users, copied out of the system's memory.
struct User {
    texts: [Vec<u8>; 5],
    uid: u32,
    gid: u32,
}

fn user(entry: *const libc::passwd) -> Option<User> {
    // SAFETY: the system gave NULL, or an entry whose strings last until the next question of this thread.
    unsafe {
        let entry = entry.as_ref()?;
        Some(User {
            texts: [
                bytes(entry.pw_name),
                bytes(entry.pw_passwd),
                bytes(entry.pw_gecos),
                bytes(entry.pw_dir),
                bytes(entry.pw_shell),
            ],
            uid: entry.pw_uid,
            gid: entry.pw_gid,
        })
    }
}

fn user_value(vm: &mut Vm, user: User) -> PyResult {
    let [name, password, gecos, home, shell] = user.texts;
    let values = vec![
        fs_decode(vm, &name)?,
        fs_decode(vm, &password)?,
        vm.new_int(user.uid.into()),
        vm.new_int(user.gid.into()),
        fs_decode(vm, &gecos)?,
        fs_decode(vm, &home)?,
        fs_decode(vm, &shell)?,
    ];
    let class = vm.state::<State>().passwd.clone().unwrap_or(Value::NONE);
    vm.new_struct_sequence(&class, values)
}

/// A name argument as the system wants it.
fn name(vm: &mut Vm, value: &Value, function: &str, argument: &str) -> PyResult<CString> {
    if value.downcast::<Str>().is_none() {
        let text = format!("{function}() argument{argument} must be str, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    let encoded = fs_encode(vm, value)?;
    let data = vm.copy_bytes(&encoded)?;
    CString::new(data).map_err(|_| vm.value_error("embedded null byte"))
}

/// An id argument; none where no id can be that number.
fn id(vm: &mut Vm, value: &Value, what: &str) -> PyResult<Option<u32>> {
    if vm.type_of(value).slots().index.is_none() {
        let text = format!("{what} should be integer, not {}", vm.type_name(value));
        return Err(vm.type_error(text));
    }
    match vm.index_i64(value) {
        Ok(-1) => Ok(Some(u32::MAX)),
        Ok(number) => Ok(u32::try_from(number).ok()),
        Err(raised) if vm.is_raised(&raised, Tp::OverflowError) => Ok(None),
        Err(raised) => Err(raised),
    }
}

fn missing(vm: &mut Vm, text: &str) -> taipan_native::Raised {
    let text = vm.new_str(text);
    vm.key_error(&text)
}

fn getpwnam(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name(vm, &a[1], "getpwnam", "")?;
    // SAFETY: the name ends in NUL.
    match user(unsafe { libc::getpwnam(name.as_ptr()) }) {
        Some(user) => user_value(vm, user),
        None => {
            let shown = vm.repr_text(&a[1])?;
            Err(missing(vm, &format!("getpwnam(): name not found: {shown}")))
        }
    }
}

fn getpwuid(vm: &mut Vm, a: &[Value]) -> PyResult {
    let Some(id) = id(vm, &a[1], "uid")? else {
        return Err(missing(vm, "getpwuid(): uid not found"));
    };
    // SAFETY: it takes a number.
    match user(unsafe { libc::getpwuid(id) }) {
        Some(user) => user_value(vm, user),
        None => {
            let shown = if id == u32::MAX { -1 } else { i64::from(id) };
            Err(missing(vm, &format!("getpwuid(): uid not found: {shown}")))
        }
    }
}

fn getpwall(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut users = Vec::new();
    // SAFETY: the walk takes nothing; each entry is copied before the next is asked for.
    unsafe {
        libc::setpwent();
        while let Some(user) = user(libc::getpwent()) {
            users.push(user);
        }
        libc::endpwent();
    }
    let mut list = Vec::new();
    for user in users {
        list.push(user_value(vm, user)?);
    }
    Ok(vm.new_list(list))
}

/// An entry of the groups, copied out of the system's memory.
struct Group {
    name: Vec<u8>,
    password: Vec<u8>,
    gid: u32,
    members: Vec<Vec<u8>>,
}

fn group(entry: *const libc::group) -> Option<Group> {
    // SAFETY: as for `user`; the list of members ends in NULL.
    unsafe {
        let entry = entry.as_ref()?;
        let mut members = Vec::new();
        let mut member = entry.gr_mem;
        while !member.is_null() && !(*member).is_null() {
            members.push(bytes(*member));
            member = member.add(1);
        }
        Some(Group {
            name: bytes(entry.gr_name),
            password: bytes(entry.gr_passwd),
            gid: entry.gr_gid,
            members,
        })
    }
}

fn group_value(vm: &mut Vm, group: Group) -> PyResult {
    let mut members = Vec::new();
    for member in &group.members {
        members.push(fs_decode(vm, member)?);
    }
    let values = vec![
        fs_decode(vm, &group.name)?,
        fs_decode(vm, &group.password)?,
        vm.new_int(group.gid.into()),
        vm.new_list(members),
    ];
    let class = vm.state::<State>().group.clone().unwrap_or(Value::NONE);
    vm.new_struct_sequence(&class, values)
}

fn getgrnam(vm: &mut Vm, a: &[Value]) -> PyResult {
    let name = name(vm, &a[1], "getgrnam", " 'name'")?;
    // SAFETY: the name ends in NUL.
    match group(unsafe { libc::getgrnam(name.as_ptr()) }) {
        Some(group) => group_value(vm, group),
        None => {
            let shown = vm.repr_text(&a[1])?;
            Err(missing(vm, &format!("getgrnam(): name not found: {shown}")))
        }
    }
}

fn getgrgid(vm: &mut Vm, a: &[Value]) -> PyResult {
    let found = match id(vm, &a[1], "gid")? {
        // SAFETY: it takes a number.
        Some(id) => group(unsafe { libc::getgrgid(id) }),
        None => None,
    };
    match found {
        Some(group) => group_value(vm, group),
        None => {
            let shown = vm.repr_text(&a[1])?;
            Err(missing(vm, &format!("getgrgid(): gid not found: {shown}")))
        }
    }
}

fn getgrall(vm: &mut Vm, _: &[Value]) -> PyResult {
    let mut groups = Vec::new();
    // SAFETY: as for `getpwall`.
    unsafe {
        libc::setgrent();
        while let Some(group) = group(libc::getgrent()) {
            groups.push(group);
        }
        libc::endgrent();
    }
    let mut list = Vec::new();
    for group in groups {
        list.push(group_value(vm, group)?);
    }
    Ok(vm.new_list(list))
}
