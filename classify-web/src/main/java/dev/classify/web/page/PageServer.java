package dev.classify.web.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Serves the page at `/` and its assets at `/assets/VERSION/`, from memory. They hold no data, so
/// nobody needs to be logged in to get them.
public final class PageServer {

  private static final String INDEX = "/";
  private static final String ASSETS = "/assets/";
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /// Nothing but files of this server: no inline script or style, no frame, no other server.
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
          + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /// Kept, but asked for again each time; 304 is the answer if it is the same.
  private static final String ASK_AGAIN = "no-cache";

  private final PageFiles files = new PageFiles(PageResources.read());

  /// Whether a path belongs to the page.
  public static boolean serves(String path) {
    return path.equals(INDEX) || path.startsWith(ASSETS);
  }

  /// Answers a request of which [#serves] is true. Never blocks.
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    securityHeaders(response);
    if (!READS.contains(request.method())) {
      response.putHeader("Allow", "GET, HEAD").setStatusCode(405).end();
      return;
    }
    String path = Objects.requireNonNullElse(request.path(), "");
    if (path.equals(INDEX)) {
      send(request, files.index(), ASK_AGAIN);
      return;
    }
    String[] parts = path.substring(ASSETS.length()).split("/", 2);
    Optional<PageFile> asset = files.asset(parts.length == 2 ? parts[1] : null);
    if (asset.isEmpty()) {
      response
          .putHeader("Content-Type", "text/plain; charset=utf-8")
          .setStatusCode(404)
          .end("the page has no such file\n");
      return;
    }
    // While workers are replaced, one of them may be asked for the files of another build.
    boolean same = parts[0].equals(files.version());
    send(request, asset.get(), same ? FOR_EVER : ASK_AGAIN);
  }

  private static void securityHeaders(HttpServerResponse response) {
    response
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  private static void send(HttpServerRequest request, PageFile file, String caching) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Cache-Control", caching)
        .putHeader("ETag", file.etag())
        .putHeader("Vary", "Accept-Encoding");
    if (file.etag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    boolean gzip =
        Objects.requireNonNullElse(request.getHeader("Accept-Encoding"), "").contains("gzip");
    byte[] body = gzip ? file.compressed() : file.plain();
    response
        .putHeader("Content-Type", file.type())
        .putHeader("Content-Length", String.valueOf(body.length));
    if (gzip) {
      response.putHeader("Content-Encoding", "gzip");
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(Buffer.buffer(body));
    }
  }
}
