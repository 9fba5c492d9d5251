package dev.classify.service.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import org.jspecify.annotations.Nullable;

/// A request whose body is in memory, for the Restate SDK, which reads the body as a stream.
///
/// It extends a class of Vert.x's implementation, because the SDK demands a request of that kind.
final class ReceivedRequest extends HttpServerRequestWrapper {

  private final Buffer body;

  ReceivedRequest(HttpServerRequest request, Buffer body) {
    super((HttpServerRequestInternal) request);
    this.body = body;
  }

  @Override
  public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
    if (handler != null) {
      handler.handle(body);
    }
    return this;
  }

  @Override
  public HttpServerRequest endHandler(@Nullable Handler<Void> handler) {
    if (handler != null) {
      handler.handle(null);
    }
    return this;
  }
}
