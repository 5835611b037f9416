//! The child that prepares a function's process, on its own: what `gatewright __sandbox` does.
//! The tests start functions through it.

fn main() {
    let mut args = std::env::args_os().skip(1);
    if args
        .next()
        .is_some_and(|first| first == gatewright_lambda::SANDBOX_COMMAND)
    {
        gatewright_lambda::sandbox_main(args);
    }
    std::process::exit(2);
}
