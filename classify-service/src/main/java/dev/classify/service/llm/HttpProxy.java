package dev.classify.service.llm;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// An HTTP proxy between a worker and the server of a model. Requests to an `https` address go
/// through a tunnel (CONNECT), so that the proxy reads neither the key nor the indicators.
///
/// @param user null for a proxy that asks for none
/// @param password empty without a user
record HttpProxy(String host, int port, @Nullable String user, String password) {

  private static final String HEADER = "Proxy-Authorization";

  /// Reads `http://HOST:PORT` or `http://USER:PASSWORD@HOST:PORT`; empty for anything else. A `+`
  /// stands for itself, other special characters are written as in any URL, such as `%40`.
  static Optional<HttpProxy> parse(String text) {
    if (!text.matches("http://([^\\s/?#@]+@)?[^\\s/?#@]+:\\d{1,5}/?")) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(text);
      if (uri.getHost() == null || uri.getPort() > 65_535) {
        return Optional.empty();
      }
      String[] named =
          uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
      return Optional.of(
          new HttpProxy(
              uri.getHost(),
              uri.getPort(),
              named.length == 0 ? null : decoded(named[0]),
              named.length < 2 ? "" : decoded(named[1])));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  void use(OkHttpClient.Builder client) {
    client.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
    if (user == null) {
      return;
    }
    String credentials = Credentials.basic(user, password, StandardCharsets.UTF_8);
    // A second try with the same credentials would be refused too.
    client.proxyAuthenticator(
        (_, response) ->
            response.request().header(HEADER) == null
                ? response.request().newBuilder().header(HEADER, credentials).build()
                : null);
    client.addInterceptor(chain -> chain.proceed(authorized(chain, credentials)));
  }

  /// Without a tunnel the credentials go along at once: a body is sent only once ([SendOnce]).
  private static Request authorized(Interceptor.Chain chain, String credentials) {
    Request request = chain.request();
    return request.isHttps() ? request : request.newBuilder().header(HEADER, credentials).build();
  }

  /// Without the password.
  @Override
  public String toString() {
    return "http://" + host + ":" + port;
  }
}
