package dev.classify.simulator.http;

import dev.classify.simulator.files.FileContent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Sends the content of a file block by block, so that a client that reads slowly keeps only one of
/// them in memory.
final class FileDelivery {

  /// A client that takes no block for so long has gone.
  private static final long BLOCK_SECONDS_MAX = 60;

  private FileDelivery() {}

  /// Sends all of a file, or half of it and breaks the connection. Blocks until it is sent.
  static void send(HttpServerRequest request, ResourceReply.Content reply) {
    FileContent content = reply.file().content();
    HttpServerResponse response =
        request
            .response()
            .putHeader("content-type", "application/octet-stream")
            .putHeader("content-length", Long.toString(content.size()));
    long left = reply.broken() ? content.size() / 2 : content.size();
    try {
      for (int number = 0; number < content.blocks() && left > 0; number++) {
        Buffer block = Buffer.buffer(content.block(number));
        int length = (int) Math.min(left, block.length());
        await(response.write(block.slice(0, length)));
        left -= length;
      }
      if (reply.broken()) {
        BrokenConnection.reset(request);
      } else {
        await(response.end());
      }
    } catch (ExecutionException | TimeoutException _) {
      BrokenConnection.reset(request);
    } catch (InterruptedException _) {
      // The simulator is closing.
      Thread.currentThread().interrupt();
    }
  }

  private static void await(Future<Void> sent)
      throws InterruptedException, ExecutionException, TimeoutException {
    sent.toCompletionStage().toCompletableFuture().get(BLOCK_SECONDS_MAX, TimeUnit.SECONDS);
  }
}
