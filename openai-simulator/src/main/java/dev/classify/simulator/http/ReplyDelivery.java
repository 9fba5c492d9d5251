package dev.classify.simulator.http;

import dev.classify.simulator.exchange.Reply;
import dev.classify.simulator.exchange.SimulatedApi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;

/// Sends a reply to its client in its delivery mode. It sleeps, so it needs a thread of its own.
final class ReplyDelivery {

  private final SimulatedApi api;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Reply reply;

  ReplyDelivery(SimulatedApi api, HttpServerRequest request, Reply reply) {
    this.api = api;
    this.request = request;
    this.response = request.response();
    this.reply = reply;
  }

  void deliver() throws InterruptedException {
    Duration elapsed = Duration.ofNanos(api.nanos() - reply.entry().arrival().nanos());
    Duration left = reply.delay().minus(elapsed);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
    if (response.closed()) {
      reply.settle();
      return;
    }
    switch (reply.deliveryMode()) {
      case WHOLE -> whole();
      case TRUNCATED -> truncated();
      case RESET -> reset();
      case RESET_MIDWAY -> resetMidway();
      case HANG -> reply.settle();
    }
  }

  private void whole() throws InterruptedException {
    begin();
    if (reply.pieces().size() == 1 || reply.pieceDelay().isZero()) {
      finish(Buffer.buffer(String.join("", reply.pieces())));
      return;
    }
    response.setChunked(true);
    List<String> pieces = reply.pieces();
    for (String piece : pieces.subList(0, pieces.size() - 1)) {
      response.write(piece);
      Thread.sleep(reply.pieceDelay());
      if (response.closed()) {
        reply.settle();
        return;
      }
    }
    finish(Buffer.buffer(pieces.getLast()));
  }

  private void truncated() {
    begin();
    finish(half());
  }

  private void resetMidway() {
    begin();
    reply.settle();
    response.putHeader("content-length", Integer.toString(all().length()));
    response.write(half()).onComplete(_ -> reset());
  }

  private void begin() {
    long nanos = api.nanos() - reply.entry().arrival().nanos();
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    response.putHeader("openai-processing-ms", Long.toString(nanos / 1_000_000));
  }

  /// Records before it sends, so that a client that has the answer finds it recorded.
  private void finish(Buffer last) {
    reply.answered(api.nanos());
    response.end(last);
  }

  private Buffer all() {
    return Buffer.buffer(String.join("", reply.pieces()));
  }

  private Buffer half() {
    return all().slice(0, all().length() / 2);
  }

  private void reset() {
    reply.settle();
    BrokenConnection.reset(request);
  }
}
