//! Asks for a page over HTTPS with OpenSSL, and says what came back.

use openssl::ssl::{SslConnector, SslMethod};
use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;
use std::time::Duration;

const MARKER: &str = "fetch one";

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("--version") => {
            println!("{MARKER} ({}), uid {}", openssl::version::version(), uid());
            ExitCode::SUCCESS
        }
        Some(url) => report(get(url)),
        None => report(Err("usage: fetch [--version | URL]".into())),
    }
}

/// Prints the answer; an error goes to the same place, since the tests read it there.
fn report(answer: Result<String, Box<dyn Error>>) -> ExitCode {
    match answer {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn get(url: &str) -> Result<String, Box<dyn Error>> {
    let rest = url.strip_prefix("https://").ok_or("the address must begin with https://")?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let tcp = TcpStream::connect((host, port.parse()?))?;
    tcp.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut tls = connector()?.connect(host, tcp)?;
    write!(tls, "GET /{path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n")?;
    let mut answer = [0; 512];
    let length = tls.read(&mut answer)?;
    let text = String::from_utf8_lossy(&answer[..length]);
    Ok(text.lines().next().unwrap_or("no answer").to_owned())
}

/// An OpenSSL of our own looks for roots where it was built, so it is told where this system keeps them.
#[cfg(feature = "vendored")]
fn connector() -> Result<SslConnector, Box<dyn Error>> {
    let mut builder = SslConnector::builder(SslMethod::tls())?;
    if let Some(file) = openssl_probe::probe().cert_file {
        builder.set_ca_file(file)?;
    }
    Ok(builder.build())
}

#[cfg(not(feature = "vendored"))]
fn connector() -> Result<SslConnector, Box<dyn Error>> {
    Ok(SslConnector::builder(SslMethod::tls())?.build())
}

fn uid() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    line.and_then(|ids| ids.split_whitespace().nth(1)).unwrap_or("?").to_owned()
}
