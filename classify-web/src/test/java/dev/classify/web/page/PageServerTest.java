package dev.classify.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PageServerTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void listen() throws Exception {
    PageServer page = new PageServer();
    server =
        VERTX
            .createHttpServer()
            .requestHandler(page::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() throws Exception {
    VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    CLIENT.close();
  }

  @Test
  void pageIsAskedForAgainAndItsAssetsNever() throws Exception {
    HttpResponse<byte[]> index = get("/");
    assertThat(index.statusCode()).isEqualTo(200);
    assertThat(index.headers().firstValue("cache-control")).contains("no-cache");
    assertThat(index.headers().firstValue("content-type")).contains("text/html; charset=utf-8");

    HttpResponse<byte[]> asset = get(addressOf("app.js"));
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("cache-control").orElse("")).contains("immutable");
    assertThat(asset.headers().firstValue("content-type"))
        .contains("text/javascript; charset=utf-8");
  }

  @Test
  void assetOfAnotherBuildIsServedButNotKept() throws Exception {
    HttpResponse<byte[]> asset = get("/assets/0123456789abcdef/app.js");
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(asset.headers().firstValue("cache-control")).contains("no-cache");
  }

  @Test
  void unchangedFileIsNotSentAgain() throws Exception {
    String etag = get("/").headers().firstValue("etag").orElseThrow();
    HttpResponse<byte[]> again = send(request("/").header("If-None-Match", etag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers().firstValue("etag")).contains(etag);
  }

  @Test
  void fileIsCompressedForThoseWhoTakeIt() throws Exception {
    String address = addressOf("lib/lit-html/lit-html.js");
    byte[] plain = get(address).body();
    HttpResponse<byte[]> compressed =
        send(request(address).header("Accept-Encoding", "gzip, deflate, br"));
    assertThat(compressed.headers().firstValue("content-encoding")).contains("gzip");
    assertThat(compressed.headers().firstValue("vary")).contains("Accept-Encoding");
    assertThat(compressed.body()).hasSizeLessThan(plain.length);
    assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
        .isEqualTo(plain);
  }

  @Test
  void everyAnswerForbidsInlineCodeFramesAndOtherServers() throws Exception {
    for (String path : new String[] {"/", addressOf("app.js"), "/assets/x/missing.js"}) {
      HttpResponse<byte[]> response = get(path);
      assertThat(response.headers().firstValue("content-security-policy").orElse(""))
          .as(path)
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(response.headers().firstValue("x-content-type-options")).contains("nosniff");
      assertThat(response.headers().firstValue("referrer-policy")).contains("no-referrer");
    }
  }

  @Test
  void nothingElseIsServed() throws Exception {
    String[] others = {
      "/assets/",
      "/assets/x",
      "/assets/x/PageServer.class",
      "/assets/x/../index.html",
      "/assets/x/index.html"
    };
    for (String path : others) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    HttpResponse<byte[]> post =
        send(request("/").POST(HttpRequest.BodyPublishers.ofString("anything")));
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
  }

  @Test
  void pageServesItsOwnPathsAlone() {
    assertThat(PageServer.serves("/")).isTrue();
    assertThat(PageServer.serves("/assets/x/app.js")).isTrue();
    assertThat(PageServer.serves("/discover")).isFalse();
    assertThat(PageServer.serves("/api/v1/jobs")).isFalse();
    assertThat(PageServer.serves("")).isFalse();
  }

  private static String addressOf(String name) throws Exception {
    String index = new String(get("/").body(), StandardCharsets.UTF_8);
    Matcher address = Pattern.compile("/assets/[0-9a-f]+/" + Pattern.quote(name)).matcher(index);
    assertThat(address.find()).as(name).isTrue();
    return address.group();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:%d%s".formatted(server.actualPort(), path)));
  }

  private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
    return send(request(path));
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }
}
