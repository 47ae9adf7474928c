//! Taipan, to embed.
use taipan_objects::{CompileMode, Value};

/// Runs a file; gives the exit status.
pub fn run_file(path: &str, args: &[String]) -> i32 {
    let mut vm = taipan_vm::new_vm(0, &[&taipan_module_builtins::MODULE]);
    vm.host_stack_limit = {
        let here = 0u8;
        (&raw const here as usize).saturating_sub(900 << 20)
    };
    let builtins = match taipan_module_builtins::MODULE.make(&mut vm) {
        Ok(m) => m,
        Err(_) => return 70,
    };
    let dict = vm.module_dict(&builtins);
    vm.builtins = dict;
    let modules = vm.modules.clone();
    let _ = vm.dict_set_str(&modules, "builtins", builtins);
    let sys = vm.new_module("sys", None);
    let dict = vm.module_dict(&sys);
    vm.sys = dict.clone();
    let _ = vm.dict_set_str(&modules, "sys", sys);
    let argv: Vec<Value> = std::iter::once(path).chain(args.iter().map(|s| s.as_str())).map(|s| vm.new_str(s)).collect();
    let argv = vm.new_list(argv);
    let _ = vm.dict_set_str(&dict, "argv", argv);
    let out = vm.new_text_stream(taipan_host::Standard::Stdout);
    let _ = vm.dict_set_str(&dict, "stdout", out.clone());
    let err = vm.new_text_stream(taipan_host::Standard::Stderr);
    let _ = vm.dict_set_str(&dict, "stderr", err);
    let folder = std::path::Path::new(path).parent().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = vm.new_str(if folder.is_empty() { "." } else { &folder });
    let folders = vm.new_list(vec![folder]);
    let _ = vm.dict_set_str(&dict, "path", folders);
    let main = vm.new_module("__main__", None);
    let globals = vm.module_dict(&main);
    let _ = vm.dict_set_str(&modules, "__main__", main);
    let Ok(source) = std::fs::read(path) else { return 2 };
    let interp = vm.interp;
    let result = (interp.compile)(&mut vm, &source, path, CompileMode::Exec, 0)
        .and_then(|code| (interp.run_code)(&mut vm, &code, &globals, None));
    let status = match result {
        Ok(_) => 0,
        Err(raised) => {
            let name = vm.type_name(&raised.0);
            let text = vm.str_text(&raised.0).unwrap_or_default();
            let mut tb = taipan_objects::exception::traceback(&vm, &raised.0);
            while let Some(entry) = tb.downcast::<taipan_objects::traceback::Traceback>() {
                let frame = entry.frame.expect::<taipan_objects::frame::Frame>();
                eprintln!("  line {} in {}", entry.line(), vm.text(&frame.code().name));
                let next = entry.next.get(&*vm).clone();
                tb = next;
            }
            eprintln!("{name}: {text}");
            1
        }
    };
    let _ = taipan_objects::stream::flush(&mut vm, &out);
    status
}
