package dev.classify.service.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/// Takes the bodies of requests into memory, and refuses what a worker has no room for.
///
/// Reading a batch takes many times the memory of its JSON. Twenty batches of the largest size at
/// the same time would take all of a small heap, and Restate would then give them to the next
/// worker. So a worker estimates what its requests in flight take, and answers 503 to those beyond
/// a limit: NGINX asks the next worker, and Restate tries again later.
final class BodyIntake {

  private static final int TOO_LARGE = 413;
  private static final int BUSY = 503;

  /// The body as it arrived, its copy for the SDK, the texts, and the cleaned row.
  private static final int MEMORY_PER_BYTE = 4;

  /// A tree of JSON in memory: the node and map of an object, and an entry of it with its key.
  private static final int MEMORY_PER_OBJECT = 160;

  private static final int MEMORY_PER_FIELD = 64;

  private final int requestBytesMax;
  private final long memoryMax;
  private final AtomicLong memory = new AtomicLong();

  /// @param requestBytesMax of one request
  /// @param memoryMax estimated bytes for all requests in flight together
  BodyIntake(int requestBytesMax, long memoryMax) {
    this.requestBytesMax = requestBytesMax;
    this.memoryMax = memoryMax;
  }

  /// Passes a request on once its body has arrived, with the body in memory, or refuses it.
  ///
  /// @return to be run when the response has ended; frees the memory of the request
  Runnable receive(HttpServerRequest request, Handler<HttpServerRequest> next) {
    Arrival arrival = new Arrival(request);
    request.handler(arrival::add);
    request.endHandler(_ -> arrival.pass(next));
    return arrival::free;
  }

  private static long memoryOf(Buffer json) {
    long estimate = (long) json.length() * MEMORY_PER_BYTE;
    for (int i = 0; i < json.length(); i++) {
      switch (json.getByte(i)) {
        case '{', '[' -> estimate += MEMORY_PER_OBJECT;
        case ':' -> estimate += MEMORY_PER_FIELD;
        default -> {}
      }
    }
    return estimate;
  }

  /// The body of one request. All calls come from the event loop of its connection.
  private final class Arrival {

    private final HttpServerRequest request;
    private Buffer body = Buffer.buffer();
    private long taken;
    private boolean refused;

    Arrival(HttpServerRequest request) {
      this.request = request;
    }

    void add(Buffer chunk) {
      if (refused) {
        return;
      }
      body.appendBuffer(chunk);
      // A single request never fills a worker: the reader of a batch stops at its own limits.
      long estimate = Math.min(memoryOf(chunk), memoryMax / 2 - taken);
      taken += estimate;
      if (memory.addAndGet(estimate) > memoryMax) {
        refuse(BUSY);
      } else if (body.length() > requestBytesMax) {
        refuse(TOO_LARGE);
      }
    }

    void pass(Handler<HttpServerRequest> next) {
      if (!refused) {
        Buffer complete = body;
        body = Buffer.buffer();
        next.handle(new ReceivedRequest(request, complete));
      }
    }

    void free() {
      memory.addAndGet(-taken);
      taken = 0;
    }

    /// What is still to come of the body is ignored.
    private void refuse(int status) {
      refused = true;
      body = Buffer.buffer();
      request.response().setStatusCode(status).putHeader("connection", "close").end();
    }
  }
}
