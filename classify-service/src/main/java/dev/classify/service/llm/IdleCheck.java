package dev.classify.service.llm;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Protocol;
import okhttp3.Response;

/// Looks, before a request is written to a connection that was used before, whether the server has
/// closed it meanwhile. OkHttp itself looks only after ten seconds; many servers close after two or
/// five.
final class IdleCheck implements Interceptor {

  /// The connection was closed while it was idle; nothing was written to it.
  static final class Closed extends IOException {

    private static final long serialVersionUID = 1;

    Closed() {
      super("the server closed the idle connection");
    }
  }

  private static final int WAIT_MILLIS = 1;

  private final Map<Connection, Boolean> used = Collections.synchronizedMap(new WeakHashMap<>());

  @Override
  public Response intercept(Interceptor.Chain chain) throws IOException {
    Connection connection = chain.connection();
    if (connection != null && used.put(connection, true) != null && isClosed(connection)) {
      throw new Closed();
    }
    return chain.proceed(chain.request());
  }

  /// HTTP/2 notices by itself, since it always reads.
  private static boolean isClosed(Connection connection) throws IOException {
    if (connection.protocol() == Protocol.HTTP_2) {
      return false;
    }
    Socket socket = connection.socket();
    int timeout = socket.getSoTimeout();
    try {
      socket.setSoTimeout(WAIT_MILLIS);
      // Whatever comes without a request, the end or a byte, makes the connection useless.
      int unused = socket.getInputStream().read();
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    } catch (IOException _) {
      return true;
    } finally {
      if (!socket.isClosed()) {
        socket.setSoTimeout(timeout);
      }
    }
  }
}
