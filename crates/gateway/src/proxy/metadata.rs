//! The metadata before the body of an answer that a function streams (`awslambda.HttpResponseStream`): JSON that eight
//! zero bytes end. Knows nothing of what it says.

use std::future::poll_fn;

use bytes::{Bytes, BytesMut};

use crate::rest::{Cut, Rest};

/// What ends the metadata.
const END: [u8; 8] = [0; 8];

/// How long the metadata may be, in bytes: what the headers of an answer may be together and more. AWS does not tell its
/// limit [C].
const LIMIT: usize = 64 << 10;

/// Why there are no metadata.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoMetadata {
    /// The answer ends, or goes on, without what ends them.
    #[error("the answer has no metadata")]
    Missing,
    /// The answer is cut before they end.
    #[error(transparent)]
    Cut(#[from] Cut),
}

/// The metadata at the beginning of an answer, with what ends them, and the body.
///
/// # Errors
/// There are none.
pub async fn metadata(answer: Rest) -> Result<(Bytes, Rest), NoMetadata> {
    let mut begun = BytesMut::new();
    let mut searched = 0;
    loop {
        if let Some(end) = end(&begun, searched) {
            let metadata = begun.split_to(end).freeze();
            return Ok((metadata, answer.after(begun.freeze())));
        }
        searched = begun.len().saturating_sub(END.len() - 1);
        match poll_fn(|context| answer.poll_next(context)).await {
            Some(piece) if begun.len() < LIMIT => begun.extend_from_slice(&piece?),
            _ => return Err(NoMetadata::Missing),
        }
    }
}

/// The metadata, without what ends them, and the body of an answer that is there as a whole.
pub fn split(answer: &Bytes) -> Option<(Bytes, Bytes)> {
    let end = end(answer, 0)?;
    Some((answer.slice(..end - END.len()), answer.slice(end..)))
}

/// Where the body begins, looked for from there on.
fn end(answer: &[u8], from: usize) -> Option<usize> {
    let mut windows = answer.get(from..)?.windows(END.len());
    Some(from + windows.position(|bytes| bytes == END)? + END.len())
}
