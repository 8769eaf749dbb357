//! A small web shop: the service that the Docker tests build, start, ask and stop.

mod https;
mod probe;
mod web;

use std::process::ExitCode;

pub const GREETING: &str = "shop one";

const USAGE: &str = "shop [--health | --version | --fetch URL | --read PATH | --write PATH]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        [] => report(web::serve().map(|()| "stopped".to_owned())),
        ["--version"] => report(Ok(GREETING.to_owned())),
        ["--health"] => report(probe::health(probe::port())),
        ["--fetch", url] => report(https::get(url)),
        ["--read", path] => report(probe::read(path)),
        ["--write", path] => report(probe::write(path)),
        _ => report(Err(format!("usage: {USAGE}"))),
    }
}

/// Prints the answer; an error goes to the same place, since the tests read it there.
fn report(answer: Result<String, String>) -> ExitCode {
    match answer {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(text) => {
            println!("error: {text}");
            ExitCode::FAILURE
        }
    }
}
