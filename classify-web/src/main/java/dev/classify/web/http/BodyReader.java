package dev.classify.web.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/// Reads the body of a request into memory, up to a limit. All calls come from the event loop of
/// the connection.
final class BodyReader {

  private final int bytesMax;
  private final Buffer body = Buffer.buffer();
  private boolean refused;

  private BodyReader(int bytesMax) {
    this.bytesMax = bytesMax;
  }

  /// @param complete gets the whole body
  /// @param tooLarge is called instead if it has more bytes
  static void read(
      HttpServerRequest request, int bytesMax, Consumer<Buffer> complete, Runnable tooLarge) {
    BodyReader reader = new BodyReader(bytesMax);
    request.handler(
        chunk -> {
          if (!reader.add(chunk)) {
            tooLarge.run();
          }
        });
    request.endHandler(
        _ -> {
          if (!reader.refused) {
            complete.accept(reader.body);
          }
        });
  }

  /// @return false for the chunk with which the body becomes too large; later ones are ignored
  private boolean add(Buffer chunk) {
    if (refused) {
      return true;
    }
    refused = body.length() + chunk.length() > bytesMax;
    if (!refused) {
      body.appendBuffer(chunk);
    }
    return !refused;
  }
}
