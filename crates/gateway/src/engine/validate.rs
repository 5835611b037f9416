//! Request validation: parameters, then the body (F§3.3).

use std::borrow::Cow;

use crate::context::Exchange;
use crate::fault::Fault;
use crate::media;
use crate::validation::Place;

pub(super) fn validate(exchange: &Exchange<'_>) -> Result<(), Fault> {
    let (validator, headers) = (&exchange.method.validator, &exchange.request.headers);
    let value = |place, name: &str| match place {
        Place::Header => headers.get_exact(name).map(Cow::Borrowed),
        Place::Path => exchange.path_parameter(name).map(Cow::Borrowed),
        Place::Querystring => exchange.query.get(name).map(Cow::Borrowed),
    };
    if let Err(missing) = validator.parameters.check(value) {
        return Err(Fault::MissingParameters(missing.names));
    }
    let content_type = headers
        .get("Content-Type")
        .map_or(media::DEFAULT, media::mime);
    let of = |wanted: &str| {
        validator
            .bodies
            .iter()
            .find(|body| body.content_type == wanted)
    };
    let Some(model) = of(content_type).or_else(|| of("$default")) else {
        return Ok(());
    };
    let content_type = content_type.to_owned();
    let checked = model.schema.check(&exchange.body);
    checked.map_err(|invalid| Fault::InvalidBody {
        content_type,
        invalid,
    })
}
