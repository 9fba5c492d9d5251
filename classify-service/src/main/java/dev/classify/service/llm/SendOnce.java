package dev.classify.service.llm;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/// Keeps OkHttp from sending a request again by itself, on another connection or after a 408 or a
/// 503, which would be paid twice with one grant and one row in the ledger. Where nothing was sent
/// yet, it may still try the other addresses of a host.
///
/// A request of which a part never left this machine is sent once more, on a fresh connection: its
/// body has a stated length, so no server can have acted on it. That happens where the server
/// closed an idle connection.
final class SendOnce extends EventListener implements Interceptor {

  private final ConnectionPool connections;

  /// Calls that began to write a request.
  private final Set<Call> begun = ConcurrentHashMap.newKeySet();

  /// Calls that could not write the whole request.
  private final Set<Call> unfinished = ConcurrentHashMap.newKeySet();

  SendOnce(ConnectionPool connections) {
    this.connections = connections;
  }

  @Override
  public Response intercept(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    RequestBody body = request.body();
    if (body == null) {
      return chain.proceed(request);
    }
    Request once = request.newBuilder().method(request.method(), new OneShot(body)).build();
    Call call = chain.call();
    try {
      return chain.proceed(once);
    } catch (IOException fault) {
      if (mayBeActedOn(call)) {
        throw fault;
      }
      boolean idleClosed = unfinished.contains(call) || fault instanceof IdleCheck.Closed;
      if (!idleClosed || call.isCanceled() || fault instanceof InterruptedIOException) {
        throw new NotDelivered(fault);
      }
      // The other idle connections are most likely closed as well.
      connections.evictAll();
      begun.remove(call);
      unfinished.remove(call);
      return again(chain, once);
    } finally {
      begun.remove(call);
      unfinished.remove(call);
    }
  }

  private Response again(Interceptor.Chain chain, Request once) throws IOException {
    try {
      return chain.proceed(once);
    } catch (IOException fault) {
      throw mayBeActedOn(chain.call()) ? fault : new NotDelivered(fault);
    }
  }

  @Override
  public void requestHeadersStart(Call call) {
    begun.add(call);
  }

  /// Not called where only the answer fails to arrive.
  @Override
  public void requestFailed(Call call, IOException fault) {
    unfinished.add(call);
  }

  /// Whether the whole request has left this machine.
  private boolean mayBeActedOn(Call call) {
    return begun.contains(call) && !unfinished.contains(call);
  }

  private static final class OneShot extends RequestBody {

    private final RequestBody body;

    OneShot(RequestBody body) {
      this.body = body;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
    }
  }
}
