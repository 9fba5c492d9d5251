package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program that CONTRIBUTING names for refreshing the list, on a server that answers as OSV
/// documents it.
class RefreshVulnerabilitiesTest {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/v1/querybatch",
          "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\"}, {\"id\": \"GHSA-2\"}]}, {}, {}, {}]}",
          "/v1/vulns/GHSA-1",
          """
          {"id": "GHSA-1", "aliases": ["CVE-2026-1"], "affected": [
            {"package": {"purl": "pkg:maven/io.netty/netty-codec-http"}, "ranges": [
              {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "4.1.999.Final"}]}]},
            {"package": {"purl": "pkg:maven/io.netty/not-ours"}, "ranges": [
              {"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
          """,
          "/v1/vulns/GHSA-2",
          """
          {"id": "GHSA-2", "affected": [
            {"package": {"purl": "pkg:maven/com.squareup.okio/okio"}, "ranges": [
              {"type": "ECOSYSTEM", "events": [{"introduced": "2.0.0"}, {"fixed": "3.4.0"}]}]}]}
          """);

  @TempDir Path folder;

  @Test
  void holesThatTheListDoesNotHaveAreAddedAndTheListIsDated() throws Exception {
    Path list = folder.resolve("list.csv");
    String known =
        "pkg:maven/com.squareup.okio/okio,2.0.0,3.4.0,GHSA-2,https://osv.dev/vulnerability/GHSA-2\n";
    Files.writeString(
        list, "# as of 2020-01-31\npackage,affected_from,fixed_in,id,source\n" + known);
    HttpServer osv =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    osv.createContext(
        "/",
        call -> {
          byte[] answer =
              ANSWERS
                  .getOrDefault(call.getRequestURI().getPath(), "not known")
                  .getBytes(StandardCharsets.UTF_8);
          call.sendResponseHeaders(200, answer.length);
          call.getResponseBody().write(answer);
          call.close();
        });
    osv.start();
    try {
      assertThat(refresh(list, "http://127.0.0.1:" + osv.getAddress().getPort())).isZero();
    } finally {
      osv.stop(0);
    }
    String added =
        "pkg:maven/io.netty/netty-codec-http,,4.1.999.Final,CVE-2026-1,"
            + "https://osv.dev/vulnerability/GHSA-1\n";
    assertThat(list)
        .hasContent(
            "# as of "
                + LocalDate.now(ZoneOffset.UTC)
                + "\npackage,affected_from,fixed_in,id,source\n"
                + known
                + added);
  }

  private static int refresh(Path list, String server) throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Checkout.TOP.resolve("config/RefreshVulnerabilities.java").toString(),
            "src/test/resources/sbom-of-old-netty.json",
            list.toString(),
            server);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
