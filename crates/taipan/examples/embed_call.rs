//! Calls in both directions: Python drives a Rust function, Rust drives a Python coroutine.

use taipan::{Error, Vm};

const PROGRAM: &str = "
class Ask:
    def __init__(self, question):
        self.question = question
    def __await__(self):
        return (yield self.question)

async def interview():
    name = await Ask('your name?')
    colour = await Ask('your colour?')
    return remember(name, colour)
";

fn main() -> taipan::Result<()> {
    let mut vm = Vm::builder().recursion_limit(200).memory_limit(256 << 20).build()?;
    vm.register("remember", |name: String, colour: String| format!("{name} likes {colour}"))?;
    vm.run_source(PROGRAM, "interview.py")?;

    let coroutine = vm.call::<taipan::Object>("interview", ())?;
    let send = vm.attribute(&coroutine, "send")?;
    let mut answers = ["Ada", "blue"].into_iter();
    let mut question: String = vm.call(&send, (None::<String>,))?;
    loop {
        let answer = answers.next().unwrap_or("nothing");
        println!("{question} {answer}");
        match vm.call(&send, (answer,)) {
            Ok(next) => question = next,
            Err(Error::Exception(end)) if end.class() == "StopIteration" => {
                println!("{}", end.message());
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
}
