//! Host names to addresses, for every HTTP client of the program: the system's resolver, but for
//! names that mean this machine.

use std::future::Future;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use tower_service::Service;

/// Whether a host name means this machine, whatever the system's resolver knows of it:
/// `localhost`, `*.localhost` (RFC 6761), and LocalStack's public name for it.
pub fn is_loopback_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    ["localhost", "localhost.localstack.cloud"]
        .iter()
        .any(|name| {
            host.strip_suffix(name)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
}

/// What a client's connector asks for addresses. Names that mean this machine are both loopback
/// addresses, IPv4 first, since a local server may listen on either; the connector tries both.
#[derive(Clone, Debug)]
pub struct Resolver(GaiResolver);

/// The name has no address.
#[derive(Debug, thiserror::Error)]
#[error("{host} does not resolve: {reason}")]
pub struct Unresolved {
    host: String,
    reason: String,
}

impl Default for Resolver {
    fn default() -> Self {
        Self(GaiResolver::new())
    }
}

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = Unresolved;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Unresolved>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Unresolved>> {
        // The system's resolver takes any number of questions.
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        if is_loopback_name(name.as_str()) {
            // The connector puts the URL's port in place of 0.
            let addresses = [
                IpAddr::V4(Ipv4Addr::LOCALHOST),
                IpAddr::V6(Ipv6Addr::LOCALHOST),
            ]
            .map(|ip| SocketAddr::new(ip, 0));
            return Box::pin(async move { Ok(Vec::from(addresses).into_iter()) });
        }
        let host = name.to_string();
        let found = self.0.call(name);
        Box::pin(async move {
            match found.await {
                Ok(addresses) => Ok(addresses.collect::<Vec<_>>().into_iter()),
                Err(error) => Err(Unresolved {
                    host,
                    reason: error.to_string(),
                }),
            }
        })
    }
}
