//! One method by itself, as the doctor runs it: without routing, and without what judges the caller
//! rather than the configuration (authorization, validation).

use super::permit::CALLERS_OWN;
use super::{Engine, finish, start};
use crate::context::Exchange;
use crate::fault::Fault;
use crate::io::{Io, Signer};
use crate::request::{Request, Response};
use crate::routing::Router;
use crate::snapshot::{Authorization, Integration, Method, Snapshot};
use crate::trace::Trace;

impl<I: Io> Engine<I> {
    /// Answers a request by a method of the snapshot; the fault is the one that the answer comes
    /// from, if it is API Gateway's own. A path that does not fit the method's has no parameters.
    pub async fn dry_run(
        &self,
        snapshot: &Snapshot,
        method: &Method,
        request: &Request,
        trace: &mut Trace,
    ) -> (Response, Option<Fault>) {
        let router = router(method);
        let exchange = exchange(snapshot, method, request, &router);
        start(&exchange, trace);
        let outcome = self.integrate(&exchange, trace).await;
        finish(&exchange, outcome, trace)
    }

    /// The answer of a method whose function API Gateway may not invoke, with the fault that says
    /// why: also where the request would fail before, for want of a template or the like. None
    /// where it may, or where no function is called.
    pub async fn dry_run_permission(
        &self,
        snapshot: &Snapshot,
        method: &Method,
        request: &Request,
        trace: &mut Trace,
    ) -> Option<(Response, Fault)> {
        let Integration::Lambda(lambda) = &method.integration else {
            return None;
        };
        let refused = match &lambda.credentials {
            // That is the caller's matter.
            Some(credentials) if credentials.text == CALLERS_OWN => None,
            None => self.permitted(lambda, None).await.err(),
            Some(credentials) => match self.assume(credentials).await {
                Err(fault) => Some(fault),
                Ok(role) => self.permitted(lambda, Some(&role)).await.err(),
            },
        };
        let router = router(method);
        let exchange = exchange(snapshot, method, request, &router);
        let (response, fault) = finish(&exchange, Err(refused?), trace);
        Some((response, fault?))
    }
}

/// A router that knows the method's path alone.
fn router(method: &Method) -> Router {
    let mut router = Router::new();
    router.add(&method.resource_path, "ANY", 0);
    router
}

fn exchange<'a>(
    snapshot: &'a Snapshot,
    method: &'a Method,
    request: &'a Request,
    router: &'a Router,
) -> Exchange<'a> {
    let routed = router.find(&request.path, "GET");
    let path_parameters = routed.map(|found| found.path_parameters);
    Exchange {
        signer: matches!(method.authorization, Authorization::Iam).then(|| root(snapshot)),
        ..Exchange::new(
            snapshot,
            method,
            request,
            path_parameters.unwrap_or_default(),
        )
    }
}

/// Somebody who may all, for methods that want a signature.
pub(super) fn root(snapshot: &Snapshot) -> Signer {
    let account = &snapshot.account;
    Signer {
        access_key_id: String::new(),
        secrets: Vec::new(),
        account: account.clone(),
        user_id: account.clone(),
        arn: format!("arn:aws:iam::{account}:root"),
        policies: None,
    }
}
