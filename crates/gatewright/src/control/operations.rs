//! Which function answers which operation. The table is the coverage: what has no line is not
//! implemented.

use std::pin::Pin;

use gatewright_wire::error::ServiceError;
use gatewright_wire::model::{Input, Operation};
use gatewright_wire::server::{Call, Response};

use super::Scope;

/// The future of an operation's answer.
type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response, ServiceError>> + Send + 'a>>;

/// An operation's function, with its input decoded and its output encoded around it.
pub type Handler = for<'a> fn(&'a Scope, Call) -> Answer<'a>;

fn run<'a, I, F>(
    call: Call,
    operation: impl FnOnce(I) -> F + Send + 'a,
) -> Answer<'a>
where
    I: Input + Send + 'a,
    F: Future<Output = Result<I::Output, ServiceError>> + Send + 'a,
    I::Output: Send,
{
    Box::pin(async move {
        let input = call.decode::<I>()?;
        let output = operation(input).await?;
        call.encode(&output)
    })
}

macro_rules! operations {
    ($($service:ident { $($operation:ident => $function:path,)* })*) => {
        /// The function of an operation of a service, if it is implemented.
        pub fn handler(service: &str, operation: &Operation) -> Option<Handler> {
            match (service, operation.name) {
                $($((stringify!($service), stringify!($operation)) => {
                    Some(|scope, call| run(call, move |input| $function(scope, input)))
                })*)*
                _ => None,
            }
        }

        /// The operations that are implemented: service and name, in the table's order.
        pub const IMPLEMENTED: &[(&str, &str)] = &[
            $($((stringify!($service), stringify!($operation)),)*)*
        ];
    };
}

use super::apigateway::rest_apis;

operations! {
    apigateway {
        CreateRestApi => rest_apis::create,
    }
}
