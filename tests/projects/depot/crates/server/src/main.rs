//! A web server of one answer, which stops when it is told to.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use std::io::{BufRead, BufReader, Result, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::Duration;

const MARKER: &str = "server one";

fn main() -> Result<()> {
    if std::env::args().nth(1).as_deref() == Some("--version") {
        return writeln!(std::io::stdout(), "{MARKER}, {}", depot_core::line("server", 1));
    }
    let mut signals = Signals::new([SIGTERM, SIGINT])?;
    let port = std::env::var("PORT").ok().and_then(|text| text.parse().ok()).unwrap_or(8080);
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port))?;
    println!("{MARKER} listens on {}", listener.local_addr()?);
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(answer(stream))));
    signals.forever().next();
    println!("told to stop");
    Ok(())
}

fn answer(mut stream: TcpStream) -> Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(2)))?;
    let head = BufReader::new(stream.try_clone()?).lines().map_while(Result::ok);
    head.take_while(|line| !line.is_empty()).for_each(drop);
    let body = format!("{MARKER}, {}\n", depot_core::line("server", 1));
    write!(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}
