//! Clients that fall silent: none keeps a connection by sending no request, by not sending the rest of a body, or by not
//! reading its answer.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// How long a client may say nothing, or take nothing, where it is its turn.
pub(super) const SILENCE: Duration = Duration::from_secs(30);

/// How many bytes it takes to tell HTTP/2 from HTTP/1; hyper's own patience begins behind them.
const PREFACE: usize = 24;

/// A clock that runs only while something is waited for.
struct Patience {
    limit: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    fn new(limit: Duration) -> Self {
        Self {
            limit,
            waiting: None,
        }
    }

    /// What came, or `None` once nothing has come for too long.
    fn poll<T>(&mut self, context: &mut Context<'_>, came: Poll<T>) -> Poll<Option<T>> {
        if let Poll::Ready(came) = came {
            self.waiting = None;
            return Poll::Ready(Some(came));
        }
        let limit = self.limit;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limit)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(None)
    }
}

/// A connection whose client has to begin, and to take what is sent to it.
pub(super) struct Patient<T> {
    inner: T,
    beginning: usize,
    reading: Patience,
    writing: Patience,
}

impl<T> Patient<T> {
    pub(super) fn new(inner: T, limit: Duration) -> Self {
        Self {
            inner,
            beginning: 0,
            reading: Patience::new(limit),
            writing: Patience::new(limit),
        }
    }
}

fn too_long(what: Option<io::Result<usize>>) -> io::Result<usize> {
    what.unwrap_or_else(|| Err(io::ErrorKind::TimedOut.into()))
}

impl<T: AsyncRead + Unpin> AsyncRead for Patient<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.inner).poll_read(context, buffer);
        if self.beginning >= PREFACE {
            return read;
        }
        self.beginning += buffer.filled().len() - before;
        let read = self.reading.poll(context, read);
        read.map(|read| read.unwrap_or_else(|| Err(io::ErrorKind::TimedOut.into())))
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Patient<T> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.writing.poll(context, written).map(too_long)
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
        let written = Pin::new(&mut self.inner).poll_write_vectored(context, slices);
        self.writing.poll(context, written).map(too_long)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }
}

/// A body that has to come.
pub(super) struct Coming<B> {
    inner: B,
    patience: Patience,
}

/// Why it does not.
#[derive(Debug, thiserror::Error)]
pub(super) enum Ended<E> {
    /// The client sends nothing.
    #[error("nothing came for too long")]
    Silent,
    /// The body is cut or none.
    #[error(transparent)]
    Broken(E),
}

impl<B> Coming<B> {
    pub(super) fn new(inner: B, limit: Duration) -> Self {
        Self {
            inner,
            patience: Patience::new(limit),
        }
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Coming<B> {
    type Data = Bytes;
    type Error = Ended<B::Error>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(context);
        Poll::Ready(match ready!(self.patience.poll(context, frame)) {
            Some(frame) => frame.map(|frame| frame.map_err(Ended::Broken)),
            None => Some(Err(Ended::Silent)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    use super::super::body::Following;
    use super::*;

    const SHORT: Duration = Duration::from_millis(10);

    #[tokio::test]
    async fn an_answer_that_nobody_reads_ends_the_connection() {
        let (server, _client) = duplex(8);
        let written = Patient::new(server, SHORT).write_all(&[0; 9]).await;
        assert_eq!(written.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_client_has_to_begin() {
        let (server, mut client) = duplex(64);
        client.write_all(b"GET").await.unwrap();
        let read = Patient::new(server, SHORT).read_exact(&mut [0; 4]).await;
        assert_eq!(read.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn a_body_that_stalls_ends() {
        let (_sender, frames) = tokio::sync::mpsc::channel(1);
        let mut body = Coming::new(Following::new(Bytes::from("a"), frames), SHORT);
        let frame = body.frame().await.unwrap().unwrap();
        assert_eq!(frame.into_data().unwrap(), "a");
        assert!(matches!(body.frame().await, Some(Err(Ended::Silent))));
    }
}
