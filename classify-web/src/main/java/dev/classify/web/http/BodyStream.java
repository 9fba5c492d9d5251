package dev.classify.web.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of a request as a stream for a thread that may block. Each part is asked for when the
/// one before it has been read, so a slow reader slows the sender and takes no memory.
final class BodyStream extends InputStream {

  /// A sender that sends nothing for so long is gone.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Buffer END = Buffer.buffer();
  private static final Buffer BROKEN = Buffer.buffer();

  private final HttpServerRequest request;
  private final Context context;
  private final int bytesMax;

  /// The part that was asked for, and the end or the failure that may follow at once.
  private final BlockingQueue<Buffer> arrived = new ArrayBlockingQueue<>(4);

  private byte[] part = new byte[0];
  private int read;
  private long bytes;
  private boolean ended;

  private BodyStream(HttpServerRequest request, Context context, int bytesMax) {
    this.request = request;
    this.context = context;
    this.bytesMax = bytesMax;
  }

  /// To be called on the event loop of the request, before its body arrives.
  ///
  /// @throws Problem if the sender says that the body is larger
  static BodyStream of(HttpServerRequest request, int bytesMax) {
    if (declared(request) > bytesMax) {
      throw Problem.tooLarge(bytesMax);
    }
    Context context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
    BodyStream stream = new BodyStream(request, context, bytesMax);
    request.pause();
    request.handler(stream::arrive);
    request.endHandler(_ -> stream.arrive(END));
    request.exceptionHandler(_ -> stream.arrive(BROKEN));
    return stream;
  }

  private static long declared(HttpServerRequest request) {
    @Nullable String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return 0;
    }
  }

  /// What finds no room is lost only where nobody reads any longer.
  private void arrive(Buffer buffer) {
    arrived.offer(buffer);
  }

  @Override
  public int read() throws IOException {
    return fill() ? part[read++] & 0xFF : -1;
  }

  /// Reads what has arrived, or waits for more.
  ///
  /// @throws Problem if the body has more bytes than it may
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, part.length - read);
    System.arraycopy(part, read, target, offset, count);
    read += count;
    return count;
  }

  /// Whether there is another byte.
  private boolean fill() throws IOException {
    while (!ended && read == part.length) {
      context.runOnContext(_ -> request.fetch(1));
      take(next());
    }
    return !ended;
  }

  private Buffer next() throws IOException {
    try {
      Buffer next = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new IOException("nothing arrived for %d seconds".formatted(PATIENCE.toSeconds()));
      }
      return next;
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", fault);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the marks are no buffers of the sender
  private void take(Buffer next) throws IOException {
    if (next == BROKEN) {
      throw new IOException("the connection was closed");
    }
    if (next == END) {
      ended = true;
      return;
    }
    bytes += next.length();
    if (bytes > bytesMax) {
      throw Problem.tooLarge(bytesMax);
    }
    part = next.getBytes();
    read = 0;
  }
}
