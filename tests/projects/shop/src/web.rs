//! The service: its routes, and how it stops when it is told to.

use axum::{extract::RawQuery, routing::get, Router};
use std::io::Write;
use std::net::Ipv4Addr;
use tokio::net::TcpListener;
use tokio::runtime;
use tokio::signal::unix::{signal, SignalKind};

use crate::{https, probe, GREETING};

pub fn serve() -> Result<(), String> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    runtime.and_then(|runtime| runtime.block_on(listen())).map_err(|error| error.to_string())
}

async fn listen() -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, probe::port())).await?;
    println!("{GREETING} listens on {}", listener.local_addr()?);
    std::io::stdout().flush()?;
    let stop = async move {
        std::future::poll_fn(|context| {
            let told = terminate.poll_recv(context).is_ready() || interrupt.poll_recv(context).is_ready();
            if told { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
        println!("told to stop");
    };
    axum::serve(listener, routes()).with_graceful_shutdown(stop).await
}

fn routes() -> Router {
    Router::new()
        .route("/", get(about))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/fetch", get(fetch))
}

async fn about() -> String {
    format!("greeting={GREETING}\nuid={}\nshell={}\n", probe::uid(), probe::shell())
}

async fn fetch(RawQuery(query): RawQuery) -> String {
    let query = query.unwrap_or_default();
    let Some(url) = query.strip_prefix("url=").map(str::to_owned) else {
        return "error: say /fetch?url=https://...\n".to_owned();
    };
    match tokio::task::spawn_blocking(move || https::get(&url)).await {
        Ok(Ok(status)) => format!("{status}\n"),
        Ok(Err(error)) => format!("error: {error}\n"),
        Err(error) => format!("error: {error}\n"),
    }
}
