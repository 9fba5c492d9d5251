package dev.classify.web.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The body of a response as a stream for a thread that may block. Each part waits until the one
/// before it has gone out, so a slow reader slows the writer and takes no memory.
final class ResponseStream extends OutputStream {

  private static final int PART_BYTES = 32_768;

  /// A reader that takes nothing for so long is gone.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpServerResponse response;
  private Buffer part = Buffer.buffer(PART_BYTES);

  ResponseStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    part.appendBytes(bytes, from, length);
    if (part.length() >= PART_BYTES) {
      send();
    }
  }

  /// Sends the rest and ends the response.
  @Override
  public void close() throws IOException {
    await(response.end(part));
  }

  private void send() throws IOException {
    Buffer full = part;
    part = Buffer.buffer(PART_BYTES);
    await(response.write(full));
  }

  private static void await(Future<Void> sent) throws IOException {
    try {
      sent.toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException fault) {
      throw new IOException("the reader of the response is gone", fault);
    } catch (InterruptedException fault) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", fault);
    }
  }
}
