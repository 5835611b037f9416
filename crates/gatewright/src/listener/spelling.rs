//! How the client spelled its header names. `http::HeaderName` is lower-case, but AWS hands header
//! names to functions and mappings as they were sent (F§3.8), so the bytes of HTTP/1 request heads
//! are read along on their way to hyper and the spellings kept.
//!
//! The reading is cosmetic: hyper alone decides what a request is. Where the two disagree, or a
//! request is framed in a way that is not followed here, the spelling is lost, nothing else.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// The longest request head that is read along; hyper's own limit is larger.
const MAX_HEAD: usize = 64 * 1024;

/// The spellings of one request's header names, in the order sent.
pub type Spellings = Vec<Box<str>>;

/// Where a connection's spellings wait for the requests that they belong to.
#[derive(Clone, Debug, Default)]
pub struct Waiting(Arc<Mutex<VecDeque<Spellings>>>);

impl Waiting {
    /// The spellings of the next request on the connection; empty where they are not known.
    pub fn next(&self) -> Spellings {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front()
            .unwrap_or_default()
    }

    fn push(&self, spellings: Spellings) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_back(spellings);
    }
}

/// A connection that reads along.
#[derive(Debug)]
pub struct Recorded<T> {
    inner: T,
    reader: HeadReader,
    waiting: Waiting,
}

impl<T> Recorded<T> {
    /// Reads along on `inner`; the spellings arrive in the returned queue.
    pub fn new(inner: T) -> (Self, Waiting) {
        let waiting = Waiting::default();
        let recorded = Self {
            inner,
            reader: HeadReader::default(),
            waiting: waiting.clone(),
        };
        (recorded, waiting)
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Recorded<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let this = &mut *self;
        let poll = Pin::new(&mut this.inner).poll_read(context, buffer);
        if let Poll::Ready(Ok(())) = poll {
            let fresh = &buffer.filled()[before..];
            this.reader
                .read(fresh, |spellings| this.waiting.push(spellings));
        }
        poll
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Recorded<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

/// Follows the framing of a stream of HTTP/1 requests.
#[derive(Debug, Default)]
struct HeadReader {
    state: State,
    line: Vec<u8>,
    head_length: usize,
    spellings: Spellings,
    body: Body,
}

#[derive(Debug, Default, PartialEq)]
enum State {
    /// In the head, at or within a line; the first is the request line.
    #[default]
    RequestLine,
    Header,
    /// So many bytes of body remain.
    Fixed(u64),
    ChunkSize,
    /// So many bytes of a chunk, with its line end, remain.
    Chunk(u64),
    Trailer,
    /// Not HTTP/1 as known here (HTTP/2, an upgrade, a malformed head): nothing more is read.
    Lost,
}

#[derive(Debug, Default, Clone, Copy)]
enum Body {
    #[default]
    None,
    Fixed(u64),
    Chunked,
}

impl HeadReader {
    fn read(&mut self, mut bytes: &[u8], mut done: impl FnMut(Spellings)) {
        while !bytes.is_empty() {
            match self.state {
                State::Lost => return,
                State::Fixed(remaining) | State::Chunk(remaining) => {
                    let taken = remaining.min(bytes.len() as u64);
                    bytes = &bytes[taken as usize..];
                    let left = remaining - taken;
                    self.state = match self.state {
                        State::Chunk(_) if left == 0 => State::ChunkSize,
                        State::Chunk(_) => State::Chunk(left),
                        _ if left == 0 => State::RequestLine,
                        _ => State::Fixed(left),
                    };
                }
                _ => {
                    let end = bytes.iter().position(|byte| *byte == b'\n');
                    let taken = end.map_or(bytes.len(), |at| at + 1);
                    self.line.extend_from_slice(&bytes[..taken]);
                    self.head_length += taken;
                    bytes = &bytes[taken..];
                    if self.head_length > MAX_HEAD {
                        self.state = State::Lost;
                    } else if end.is_some() {
                        let mut line = std::mem::take(&mut self.line);
                        self.end_of_line(line.trim_ascii_end(), &mut done);
                        line.clear();
                        self.line = line;
                    }
                }
            }
        }
    }

    fn end_of_line(&mut self, line: &[u8], done: &mut impl FnMut(Spellings)) {
        match self.state {
            // Empty lines before a request line are allowed (RFC 9112 §2.2).
            State::RequestLine if line.is_empty() => {}
            State::RequestLine => {
                self.state = if line.ends_with(b"HTTP/1.1") || line.ends_with(b"HTTP/1.0") {
                    State::Header
                } else {
                    State::Lost
                };
            }
            State::Header if line.is_empty() => {
                done(std::mem::take(&mut self.spellings));
                self.head_length = 0;
                self.state = match std::mem::take(&mut self.body) {
                    Body::None | Body::Fixed(0) => State::RequestLine,
                    Body::Fixed(length) => State::Fixed(length),
                    Body::Chunked => State::ChunkSize,
                };
            }
            State::Header => self.header(line),
            State::ChunkSize => {
                self.head_length = 0;
                let digits = line.split(|byte| *byte == b';').next().unwrap_or_default();
                let size = std::str::from_utf8(digits)
                    .ok()
                    .and_then(|text| u64::from_str_radix(text.trim(), 16).ok());
                self.state = match size {
                    Some(0) => State::Trailer,
                    Some(size) => size.checked_add(2).map_or(State::Lost, State::Chunk),
                    None => State::Lost,
                };
            }
            State::Trailer if line.is_empty() => {
                self.head_length = 0;
                self.state = State::RequestLine;
            }
            State::Trailer | State::Fixed(_) | State::Chunk(_) | State::Lost => {}
        }
    }

    fn header(&mut self, line: &[u8]) {
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            self.state = State::Lost;
            return;
        };
        let (Ok(name), Ok(value)) = (
            std::str::from_utf8(&line[..colon]),
            std::str::from_utf8(&line[colon + 1..]),
        ) else {
            // A header with bytes beyond UTF-8 in its value has no bearing on the framing.
            self.spellings.push(
                String::from_utf8_lossy(&line[..colon])
                    .into_owned()
                    .into_boxed_str(),
            );
            return;
        };
        let value = value.trim();
        if name.eq_ignore_ascii_case("content-length") {
            match value.parse() {
                Ok(length) => self.body = Body::Fixed(length),
                Err(_) => self.state = State::Lost,
            }
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            self.body = Body::Chunked;
        } else if name.eq_ignore_ascii_case("upgrade") {
            self.state = State::Lost;
            return;
        }
        self.spellings.push(name.into());
    }
}

/// Pairs hyper's (lower-case) headers with the spellings: same names in the same order per name,
/// else the lower-case name.
pub fn spelled<'a>(
    headers: &'a http::HeaderMap,
    spellings: &'a [Box<str>],
) -> Vec<(&'a str, &'a http::HeaderValue)> {
    let mut out = Vec::with_capacity(headers.len());
    if spellings.len() == headers.len() {
        for (position, spelling) in spellings.iter().enumerate() {
            let earlier = spellings[..position]
                .iter()
                .filter(|other| other.eq_ignore_ascii_case(spelling))
                .count();
            if let Some(value) = headers.get_all(&**spelling).iter().nth(earlier) {
                out.push((&**spelling, value));
            }
        }
        if out.len() == headers.len() {
            return out;
        }
        out.clear();
    }
    out.extend(headers.iter().map(|(name, value)| (name.as_str(), value)));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(chunks: &[&[u8]]) -> Vec<Vec<String>> {
        let mut reader = HeadReader::default();
        let mut out = Vec::new();
        for chunk in chunks {
            reader.read(chunk, |spellings| {
                out.push(spellings.iter().map(ToString::to_string).collect());
            });
        }
        out
    }

    const TWO: &[u8] =
        b"POST /a HTTP/1.1\r\nHost: x\r\nX-My-Header: 1\r\ncontent-length: 5\r\n\r\nGET /\
GET /b HTTP/1.1\r\nhOST: y\r\n\r\n";

    #[test]
    fn names_keep_their_spelling_across_bodies() {
        assert_eq!(
            read(&[TWO]),
            [vec!["Host", "X-My-Header", "content-length"], vec!["hOST"]]
        );
    }

    #[test]
    fn cuts_make_no_difference() {
        for size in 1..TWO.len() {
            let chunks: Vec<&[u8]> = TWO.chunks(size).collect();
            assert_eq!(read(&chunks), read(&[TWO]), "chunks of {size}");
        }
    }

    #[test]
    fn chunked_bodies_are_followed() {
        let stream = b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nA: b\r\n0\r\nT: 1\r\n\r\nGET / HTTP/1.1\r\nB: c\r\n\r\n";
        assert_eq!(read(&[stream]), [vec!["Transfer-Encoding"], vec!["B"]]);
    }

    #[test]
    fn another_protocol_is_left_alone() {
        assert!(read(&[b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]).is_empty());
    }

    #[test]
    fn headers_are_spelled_in_the_order_sent() {
        let mut headers = http::HeaderMap::new();
        headers.append("x-b", http::HeaderValue::from_static("1"));
        headers.append("x-a", http::HeaderValue::from_static("2"));
        headers.append("x-b", http::HeaderValue::from_static("3"));
        let spellings: Spellings = vec!["X-B".into(), "x-A".into(), "X-b".into()];
        let pairs: Vec<(&str, &[u8])> = spelled(&headers, &spellings)
            .into_iter()
            .map(|(name, value)| (name, value.as_bytes()))
            .collect();
        assert_eq!(pairs, [("X-B", &b"1"[..]), ("x-A", b"2"), ("X-b", b"3")]);
    }
}
