//! Compiles the standard library: every module of the crate `rustpython-pylib`, or of `overlay` where it has one of the
//! same name, to the bytes of `taipan_bytecode::marshal`, and packs its source beside it.
//!
//! The archive is one file: the strings of all code, all code, then all sources (deflated), which `index.rs` knows the places of, as it does of the
//! names and paths in `names.txt`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Folders that are no part of a library to import: test suites, programs with windows, wheels.
const LEFT_OUT: &[&str] = &[
    "ensurepip",
    "idlelib",
    "test",
    "tests",
    "tkinter",
    "turtledemo",
    "venv",
    "__pycache__",
    "site-packages",
];

/// Where the crate's library names the implementation it was made for, asks for what only that has, or is older than
/// 3.14.10: (file, its text, ours).
const PATCHES: &[(&str, &str, &str)] = &[
    ("site.py", "'RustPython' # XXX: RUSTPYTHON; for site-packages", "'Taipan'"),
    ("site.py", "/lib/rustpython{", "/lib/taipan{"),
    ("sysconfig/__init__.py", "'RustPython'  # XXX: RUSTPYTHON; For site-packages", "'Taipan'"),
    // As 3.14.10 has it.
    ("traceback.py", "import codeop\n", ""),
    (
        "traceback.py",
        "        assert self._is_syntax_error\n        try:\n            import _suggestions\n",
        "        assert self._is_syntax_error\n        import codeop\n        try:\n            import _suggestions\n",
    ),
    ("platform.py", "if \"RustPython\" in sys_version:", "if \"Taipan\" in sys_version:"),
    ("platform.py", "name = \"RustPython\"", "name = \"Taipan\""),
    // Who awaits whom: the edges that wait, wait_for and as_completed make and take away.
    (
        "asyncio/tasks.py",
        "            f.remove_done_callback(_on_completion)\n",
        "            f.remove_done_callback(_on_completion)\n            futures.future_discard_from_awaited_by(f, cur_task)\n",
    ),
    (
        "asyncio/tasks.py",
        "    fut.add_done_callback(cb)\n\n    try:\n",
        "    fut.add_done_callback(cb)\n    waiting = current_task()\n    futures.future_add_to_awaited_by(fut, waiting)\n\n    try:\n",
    ),
    (
        "asyncio/tasks.py",
        "        fut.remove_done_callback(cb)\n",
        "        fut.remove_done_callback(cb)\n        futures.future_discard_from_awaited_by(fut, waiting)\n",
    ),
    (
        "asyncio/tasks.py",
        "        self._timeout_handle = None\n\n        loop = events.get_event_loop()\n",
        "        self._timeout_handle = None\n        self._cur_task = current_task()\n\n        loop = events.get_event_loop()\n",
    ),
    (
        "asyncio/tasks.py",
        "            f.add_done_callback(self._handle_completion)\n",
        "            f.add_done_callback(self._handle_completion)\n            futures.future_add_to_awaited_by(f, self._cur_task)\n",
    ),
    (
        "asyncio/tasks.py",
        "            f.remove_done_callback(self._handle_completion)\n",
        "            f.remove_done_callback(self._handle_completion)\n            futures.future_discard_from_awaited_by(f, self._cur_task)\n",
    ),
    (
        "asyncio/tasks.py",
        "        self._todo.remove(f)\n",
        "        self._todo.remove(f)\n        futures.future_discard_from_awaited_by(f, self._cur_task)\n",
    ),
    (
        "asyncio/tasks.py",
        "        f = await self._done.get()\n",
        "        try:\n            f = await self._done.get()\n        except BaseException:\n            self._todo_left += 1\n            raise\n",
    ),
    (
        "asyncio/graph.py",
        "            st.append(FrameCallGraphEntry(coro.cr_frame))\n            coro = coro.cr_await",
        "            if coro.cr_frame is not None:\n                st.append(FrameCallGraphEntry(coro.cr_frame))\n            coro = coro.cr_await",
    ),
    (
        "asyncio/graph.py",
        "is_async = f.f_generator is not None",
        "is_async = isinstance(f.f_generator, (types.CoroutineType, types.AsyncGeneratorType))",
    ),
];

/// The modules that nearly every program imports, and those of asyncio. Their code lies together at the head of the
/// archive, so that little of the binary must be in memory.
const FIRST: &str = "importlib._bootstrap importlib._bootstrap_external _library zipimport abc stat _collections_abc \
    genericpath posixpath os _sitebuiltins site codecs encodings encodings.aliases encodings.utf_8 io \
    keyword operator reprlib collections types enum re re._constants re._parser re._casefix re._compiler \
    functools copyreg contextlib linecache textwrap _py_warnings warnings __future__ codeop token tokenize _weakrefset \
    weakref copy ast annotationlib _opcode_metadata opcode dis importlib importlib.machinery inspect dataclasses \
    _colorize traceback string threading logging concurrent concurrent.futures concurrent.futures._base heapq socket \
    locale signal selectors subprocess asyncio asyncio.constants asyncio.coroutines contextvars asyncio.format_helpers \
    asyncio.events asyncio.exceptions asyncio.base_futures asyncio.futures asyncio.protocols asyncio.transports \
    asyncio.log asyncio.sslproto asyncio.mixins asyncio.locks asyncio.base_tasks asyncio.queues asyncio.timeouts \
    asyncio.tasks asyncio.staggered asyncio.trsock asyncio.base_events asyncio.graph asyncio.runners asyncio.streams \
    asyncio.subprocess asyncio.taskgroups asyncio.threads asyncio.base_subprocess asyncio.selector_events \
    asyncio.unix_events";

struct Source {
    /// Relative to the root, with slashes.
    path: String,
    file: PathBuf,
    overlay: bool,
}

struct Compiled {
    path: String,
    overlay: bool,
    code: std::sync::Arc<taipan_bytecode::Code>,
    source: Vec<u8>,
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=overlay");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let mut sources = BTreeMap::new();
    for (root, overlay) in [(Path::new(rustpython_pylib::LIB_PATH), false), (Path::new("overlay"), true)] {
        collect(root, "", overlay, &mut sources);
    }
    let queue = Mutex::new(sources.into_iter().collect::<Vec<_>>());
    let done = Mutex::new(BTreeMap::new());
    let workers = std::thread::available_parallelism().map_or(1, |n| n.get());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            // Deep sources need a deep stack.
            let worker = std::thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, || {
                loop {
                    let Some((name, source)) = queue.lock().expect("no worker panics").pop() else { break };
                    if let Some(compiled) = compile(&name, &source) {
                        done.lock().expect("no worker panics").insert(name, compiled);
                    }
                }
            });
            worker.expect("a thread can be started");
        }
    });
    write(&out, &done.into_inner().expect("no worker panics"));
}

/// Puts the modules below `folder` into `sources`, by their dotted names.
fn collect(folder: &Path, prefix: &str, overlay: bool, sources: &mut BTreeMap<String, Source>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let file = entry.path();
        let Some(name) = file.file_name().and_then(|n| n.to_str()) else { continue };
        if file.is_dir() {
            if !LEFT_OUT.contains(&name) {
                collect(&file, &format!("{prefix}{name}/"), overlay, sources);
            }
        } else if let Some(stem) = name.strip_suffix(".py") {
            let path = format!("{prefix}{name}");
            let dotted = match stem {
                "__init__" => prefix.trim_end_matches('/').replace('/', "."),
                _ => format!("{}{stem}", prefix.replace('/', ".")),
            };
            if !dotted.is_empty() && (overlay || !dotted.contains('-')) {
                sources.insert(dotted, Source { path, file, overlay });
            }
        }
    }
}

/// One module; `None` where its source is not valid (some are not meant to be).
fn compile(name: &str, source: &Source) -> Option<Compiled> {
    let mut bytes = std::fs::read(&source.file).expect("the library can be read");
    if !source.overlay {
        for (_, old, new) in PATCHES.iter().filter(|(path, _, _)| *path == source.path) {
            let text = String::from_utf8(bytes).expect("the library is UTF-8");
            assert!(text.contains(old), "{}: nothing to patch for {new:?}", source.path);
            bytes = text.replace(old, new).into_bytes();
        }
    }
    let text = taipan_syntax::decode_source(&bytes).ok()?;
    let parsed =
        taipan_syntax::parse(&text, taipan_syntax::Mode::Exec, taipan_syntax::Flags::default()).ok()?;
    let options = taipan_compiler::Options::default();
    let filename = format!("<frozen {name}>");
    let compiled =
        taipan_compiler::compile(&parsed.module, &parsed.source, &parsed.lines, &filename, options).ok()?;
    let mut deflated = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    deflated.write_all(&bytes).expect("a Vec takes everything");
    Some(Compiled {
        path: source.path.clone(),
        overlay: source.overlay,
        code: compiled.code,
        source: deflated.finish().expect("a Vec takes everything"),
    })
}

fn write(out: &Path, modules: &BTreeMap<String, Compiled>) {
    let first = FIRST
        .split_whitespace()
        .map(|name| (name, modules.get(name).unwrap_or_else(|| panic!("the library has no module {name}"))));
    let mut order: Vec<(&str, &Compiled)> = first.collect();
    let rest = modules.iter().filter(|(name, _)| !FIRST.split_whitespace().any(|first| first == *name));
    order.extend(rest.map(|(name, module)| (name.as_str(), module)));
    let (mut archive, starts) =
        taipan_bytecode::marshal::encode_library(order.iter().map(|(_, module)| &*module.code));
    let places: BTreeMap<&str, u32> = order.iter().map(|(name, _)| *name).zip(starts).collect();
    // Numbers only: a pointer would have to be relocated when a program starts.
    let (mut index, mut names) = (String::from("&[\n"), String::new());
    for (name, module) in modules {
        let code = places[name.as_str()];
        let source = archive.len();
        archive.extend_from_slice(&module.source);
        let (text, path) = (names.len(), names.len() + name.len());
        names.push_str(name);
        names.push_str(&module.path);
        writeln!(
            index,
            "    Entry {{ name: ({text}, {}), path: ({path}, {}), overlay: {}, code: {code}, source: ({source}, {}) }},",
            name.len(),
            module.path.len(),
            module.overlay,
            module.source.len(),
        )
        .expect("a String takes everything");
    }
    index.push(']');
    std::fs::write(out.join("names.txt"), names).expect("OUT_DIR can be written");
    std::fs::write(out.join("library.bin"), archive).expect("OUT_DIR can be written");
    std::fs::write(out.join("index.rs"), index).expect("OUT_DIR can be written");
}
