//! What options and environment variables ask of the interpreter. An option comes before a variable; `-E` and `-I`
//! leave the variables alone.

use crate::options::Options;
use std::io::Read;
use taipan::Flags;

/// The settings of one run, besides its program.
pub struct Settings {
    pub flags: Flags,
    pub seed: u32,
    /// The same, but 0 where it would be random.
    pub fixed_seed: u32,
    /// `PYTHONPATH`.
    pub path: Vec<String>,
}

/// Settings that make no sense: the message.
pub struct Refused(pub String);

fn fatal(function: &str, message: &str) -> Refused {
    Refused(format!("Fatal Python error: {function}: {message}\nPython runtime state: preinitialized\n"))
}

struct Environment {
    ignored: bool,
}

impl Environment {
    /// A variable that is set to something.
    fn text(&self, name: &str) -> Option<String> {
        if self.ignored {
            return None;
        }
        std::env::var_os(name).filter(|value| !value.is_empty()).map(|v| v.to_string_lossy().into_owned())
    }

    /// A level: a number, or 1 for anything else.
    fn level(&self, name: &str) -> u8 {
        self.text(name)
            .map_or(0, |text| text.parse::<i64>().map_or(1, |n| if n < 0 { 1 } else { n.min(255) as u8 }))
    }

    fn is_set(&self, name: &str) -> bool {
        self.text(name).is_some()
    }
}

fn random_seed() -> u32 {
    let mut bytes = [0; 4];
    let read = std::fs::File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes));
    // Without the operating system's source, the process's number still differs from run to run.
    read.map_or_else(|_| std::process::id(), |()| u32::from_le_bytes(bytes))
}

/// Encoding and error handler of the standard streams: what PYTHONIOENCODING says; and in a locale without an encoding
/// of its own, bytes that are no UTF-8 pass through.
fn stdio(environment: &Environment) -> (Option<String>, Option<String>) {
    let named = environment.text("PYTHONIOENCODING").unwrap_or_default();
    let (encoding, errors) = named.split_once(':').unwrap_or((&named, ""));
    let given = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let plain = matches!(locale.as_deref(), None | Some("C" | "POSIX" | "C.UTF-8" | "C.utf8" | "UTF-8"));
    let errors = given(errors).or_else(|| (named.is_empty() && plain).then(|| "surrogateescape".to_owned()));
    (given(encoding), errors)
}

/// Reads the settings.
pub fn read(options: &Options) -> Result<Settings, Refused> {
    let isolated = options.count('I') > 0;
    let environment = Environment { ignored: isolated || options.count('E') > 0 };
    let xoptions: Vec<(String, Option<String>)> = options
        .implementation
        .iter()
        .map(|text| match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (text.clone(), None),
        })
        .collect();
    let asked =
        |name: &str| xoptions.iter().rev().find(|(n, _)| n == name).map(|(_, value)| value.as_deref());

    let mut flags = Flags::default();
    flags.isolated = isolated;
    flags.ignore_environment = environment.ignored;
    flags.debug = options.count('d').max(environment.level("PYTHONDEBUG"));
    flags.inspect = options.count('i').max(environment.is_set("PYTHONINSPECT").into());
    flags.interactive = options.count('i');
    flags.optimize = options.count('O').max(environment.level("PYTHONOPTIMIZE"));
    flags.dont_write_bytecode = options.count('B') > 0 || environment.is_set("PYTHONDONTWRITEBYTECODE");
    flags.no_user_site = isolated || options.count('s') > 0 || environment.is_set("PYTHONNOUSERSITE");
    flags.no_site = options.count('S') > 0;
    flags.verbose = options.count('v').max(environment.level("PYTHONVERBOSE"));
    flags.bytes_warning = options.count('b');
    flags.quiet = options.count('q') > 0;
    flags.safe_path = isolated || options.count('P') > 0 || environment.is_set("PYTHONSAFEPATH");
    flags.unbuffered = options.count('u') > 0 || environment.is_set("PYTHONUNBUFFERED");
    (flags.stdio_encoding, flags.stdio_errors) = stdio(&environment);
    flags.check_hash_based_pycs.clone_from(&options.check_hash_based_pycs);
    flags.dev_mode = asked("dev").is_some() || environment.is_set("PYTHONDEVMODE");
    flags.warn_default_encoding =
        asked("warn_default_encoding").is_some() || environment.is_set("PYTHONWARNDEFAULTENCODING");
    flags.utf8_mode = match (asked("utf8"), environment.text("PYTHONUTF8").as_deref()) {
        (Some(None | Some("1")), _) | (None, Some("1")) => true,
        (Some(Some("0")), _) | (None, Some("0") | None) => false,
        (Some(Some(_)), _) => return Err(fatal("preconfig_init_utf8_mode", "invalid -X utf8 option value")),
        (None, Some(_)) => {
            let text = "invalid PYTHONUTF8 environment variable value";
            return Err(fatal("preconfig_init_utf8_mode", text));
        }
    };
    let digits = |text: &str| text.parse().ok().filter(|&n: &usize| n == 0 || n >= 640);
    if let Some(text) = environment.text("PYTHONINTMAXSTRDIGITS") {
        let message = "PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited.";
        flags.int_max_str_digits =
            digits(&text).ok_or_else(|| fatal("config_init_int_max_str_digits", message))?;
    }
    if let Some(value) = asked("int_max_str_digits") {
        let message = "-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.";
        flags.int_max_str_digits =
            value.and_then(digits).ok_or_else(|| fatal("config_init_int_max_str_digits", message))?;
    }
    flags.pycache_prefix = match asked("pycache_prefix") {
        Some(value) => value.filter(|prefix| !prefix.is_empty()).map(str::to_owned),
        None => environment.text("PYTHONPYCACHEPREFIX"),
    };
    if flags.dev_mode {
        flags.warnings.push("default".to_owned());
    }
    if let Some(text) = environment.text("PYTHONWARNINGS") {
        flags.warnings.extend(text.split(',').map(str::to_owned));
    }
    flags.warnings.extend(options.warnings.iter().cloned());
    match flags.bytes_warning {
        0 => {}
        1 => flags.warnings.push("default::BytesWarning".to_owned()),
        _ => flags.warnings.push("error::BytesWarning".to_owned()),
    }
    let mut fixed_seed = 0;
    let seed = match environment.text("PYTHONHASHSEED").filter(|text| text != "random") {
        Some(text) if options.count('R') == 0 => {
            let message = "PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]";
            let seed = text.parse().map_err(|_| fatal("config_init_hash_seed", message))?;
            flags.hash_randomization = seed != 0;
            fixed_seed = seed;
            seed
        }
        _ => random_seed(),
    };
    flags.xoptions = xoptions;
    let path = environment.text("PYTHONPATH");
    let path = path.iter().flat_map(|text| text.split(':')).map(str::to_owned).collect();
    Ok(Settings { flags, seed, fixed_seed, path })
}
