import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;

/// Asks OSV, the public database of vulnerabilities, for holes in the libraries of a bill of
/// materials, adds those that the list does not have, and dates the list. Needs a network; the
/// check of the build does not. OSV knows no images of Docker: look at their publishers' pages.
class RefreshVulnerabilities {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI server;
  private final TreeSet<String> packages = new TreeSet<>();

  private RefreshVulnerabilities(URI server) {
    this.server = server;
  }

  /// @param args the bill of materials, the list, and the address of OSV unless it is the public
  ///     one
  public static void main(String[] args) throws Exception {
    Path list = Path.of(args[1]);
    URI server = URI.create(args.length > 2 ? args[2] : "https://api.osv.dev");
    String before = Files.readString(list);
    TreeSet<String> rows = new RefreshVulnerabilities(server).rows(Path.of(args[0]));
    rows.removeIf(before::contains);
    String after =
        before.replaceFirst("as of \\d{4}-\\d{2}-\\d{2}", "as of " + LocalDate.now(ZoneOffset.UTC))
            + String.join("", rows);
    Files.writeString(list, after);
    System.out.println(rows.size() + " rows added to " + list + "; read them, and commit the list");
    rows.forEach(System.out::print);
  }

  private TreeSet<String> rows(Path bill) throws IOException, InterruptedException {
    ArrayNode queries = json.createArrayNode();
    ask(json.readTree(bill.toFile()), queries);
    ObjectNode all = json.createObjectNode();
    all.set("queries", queries);
    TreeSet<String> ids = new TreeSet<>();
    JsonNode found =
        call(request("/v1/querybatch").POST(BodyPublishers.ofString(all.toString())).build());
    found.get("results").findValues("id").forEach(id -> ids.add(id.asText()));
    TreeSet<String> rows = new TreeSet<>();
    for (String id : ids) {
      describe(call(request("/v1/vulns/" + id).build()), rows);
    }
    return rows;
  }

  /// A query for each library with a version, those inside of others included.
  private void ask(JsonNode parent, ArrayNode queries) {
    for (JsonNode component : parent.path("components")) {
      String purl = component.get("purl").asText().replaceFirst("\\?.*", "");
      if (purl.startsWith("pkg:maven/") || purl.startsWith("pkg:npm/")) {
        packages.add(purl.replaceFirst("@[^@]*$", ""));
        queries.addObject().putObject("package").put("purl", purl);
      }
      ask(component, queries);
    }
  }

  /// A row for each range of versions of a package that we have.
  private void describe(JsonNode hole, TreeSet<String> rows) {
    String id = hole.get("id").asText();
    String cve = id;
    for (JsonNode alias : hole.path("aliases")) {
      cve = alias.asText().startsWith("CVE-") ? alias.asText() : cve;
    }
    for (JsonNode affected : hole.path("affected")) {
      String purl = affected.at("/package/purl").asText();
      for (JsonNode range : affected.path("ranges")) {
        String from = "";
        String fixed = "";
        for (JsonNode event : range.path("events")) {
          from = event.has("introduced") ? event.get("introduced").asText() : from;
          fixed = event.has("fixed") ? event.get("fixed").asText() : fixed;
        }
        if (packages.contains(purl)) {
          String source = "https://osv.dev/vulnerability/" + id;
          rows.add(
              String.join(",", List.of(purl, from.equals("0") ? "" : from, fixed, cve, source))
                  + "\n");
        }
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(TIMEOUT);
  }

  private JsonNode call(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(request.uri() + " answered " + answer.statusCode());
    }
    return json.readTree(answer.body());
  }
}
