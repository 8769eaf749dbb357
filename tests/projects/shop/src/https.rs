//! One HTTPS request by hand, with rustls; which roots it trusts is chosen by cargo features.

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

type Failure = Box<dyn Error>;

/// The status line of the answer, or the whole chain of what went wrong.
pub fn get(url: &str) -> Result<String, String> {
    request(url).map_err(|error| chain(error.as_ref()))
}

fn request(url: &str) -> Result<String, Failure> {
    let rest = url.strip_prefix("https://").ok_or("the address must begin with https://")?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let tcp = TcpStream::connect((host, port.parse()?))?;
    tcp.set_read_timeout(Some(Duration::from_secs(10)))?;
    let name = ServerName::try_from(host.to_owned())?;
    let mut tls = StreamOwned::new(ClientConnection::new(Arc::new(config()?), name)?, tcp);
    write!(tls, "GET /{path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n")?;
    let mut answer = [0; 512];
    let length = tls.read(&mut answer)?;
    let text = String::from_utf8_lossy(&answer[..length]);
    Ok(text.lines().next().unwrap_or("no answer").to_owned())
}

fn config() -> Result<ClientConfig, Failure> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(builder.with_root_certificates(roots()?).with_no_client_auth())
}

fn roots() -> Result<RootCertStore, Failure> {
    #[allow(unused_mut)]
    let mut roots = RootCertStore::empty();
    #[cfg(feature = "webpki")]
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    #[cfg(feature = "native")]
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    #[cfg(feature = "test-ca")]
    add_test_ca(&mut roots)?;
    if roots.is_empty() {
        return Err("no root certificates were found".into());
    }
    Ok(roots)
}

/// Trusts the PEM file that SHOP_TEST_CA names, too; only the tests build with this feature.
#[cfg(feature = "test-ca")]
fn add_test_ca(roots: &mut RootCertStore) -> Result<(), Failure> {
    use rustls::pki_types::{pem::PemObject, CertificateDer};
    if let Ok(path) = std::env::var("SHOP_TEST_CA") {
        roots.add(CertificateDer::from_pem_file(path)?)?;
    }
    Ok(())
}

fn chain(error: &dyn Error) -> String {
    let causes = std::iter::successors(Some(error), |&error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
