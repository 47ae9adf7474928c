//! The binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let handle =
        std::thread::Builder::new().stack_size(1 << 30).spawn(move || taipan::run_file(&args[1], &args[2..]));
    std::process::exit(handle.map_or(70, |h| h.join().unwrap_or(70)));
}
