//! The smallest embedding: run a program text, then call a function of it.

use taipan::Vm;

fn main() -> taipan::Result<()> {
    let mut vm = Vm::new()?;
    vm.run_source("def greet(name):\n    return f'hello, {name}'", "greet.py")?;
    let greeting: String = vm.call("greet", ("world",))?;
    println!("{greeting}");
    Ok(())
}
