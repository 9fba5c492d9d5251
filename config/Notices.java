import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Completes the bill of materials of the distribution, and writes the notices of others that it
/// has to hand on.
///
/// Maven knows the libraries in `lib/`. It does not know what is inside the jar of S3Proxy, nor
/// the programs that `config/programs.csv` lists. It is started on the libraries of the
/// distribution, which read JSON and CSV.
class Notices {

  private static final String TEXTS = "META-INF/(.*/)?[A-Za-z-]*(LICENSE|NOTICE)(\\.txt|\\.md)?";
  private static final String PARTS = "META-INF/maven/.*/pom\\.properties";

  private final Path top;
  private final Path distribution;
  private final List<NamedCsvRecord> licences;

  private Notices(Path top, Path distribution) throws IOException {
    this.top = top;
    this.distribution = distribution;
    this.licences = table("licence-of.csv");
  }

  /// @param args the top folder, the folder of the distribution, and the bill of materials that
  ///     Maven made
  public static void main(String[] args) throws IOException {
    new Notices(Path.of(args[0]), Path.of(args[1])).write(Path.of(args[2]));
  }

  private void write(Path made) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode bom = (ObjectNode) json.readTree(made.toFile());
    ArrayNode components = (ArrayNode) bom.get("components");
    components.forEach(each -> describe((ObjectNode) each, "in lib/"));
    components.add(objectStore());
    for (NamedCsvRecord program : table("programs.csv")) {
      ObjectNode component = component(program.getField("package"), program.getField("version"));
      license(component, program.getField("licence"));
      components.add(describe(component, program.getField("part")));
    }
    json.writerWithDefaultPrettyPrinter()
        .writeValue(distribution.resolve("sbom.json").toFile(), bom);
    Files.writeString(distribution.resolve("THIRD-PARTY.txt"), notices(components));
    Files.copy(
        top.resolve("LICENSE"),
        distribution.resolve("LICENSE"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  /// S3Proxy, with the libraries that are packed into its jar.
  private ObjectNode objectStore() throws IOException {
    ObjectNode proxy = new ObjectMapper().createObjectNode();
    ArrayNode parts = proxy.arrayNode();
    try (ZipFile jar = new ZipFile(distribution.resolve("object-store/s3proxy.jar").toFile())) {
      for (ZipEntry entry : entries(jar, PARTS)) {
        Properties maven = new Properties();
        maven.load(jar.getInputStream(entry));
        String purl = "pkg:maven/" + maven.get("groupId") + "/" + maven.get("artifactId");
        ObjectNode part = component(purl, maven.getProperty("version"));
        describe(part, "in object-store/s3proxy.jar");
        if (purl.equals("pkg:maven/org.gaul/s3proxy")) {
          proxy.setAll(part);
        } else {
          parts.add(part);
        }
      }
    }
    proxy.set("components", parts);
    return proxy;
  }

  private static ObjectNode component(String purl, String version) {
    return new ObjectMapper()
        .createObjectNode()
        .put("type", purl.startsWith("pkg:maven/") ? "library" : "application")
        .put("name", purl.substring(purl.lastIndexOf('/') + 1))
        .put("version", version)
        .put("purl", purl + "@" + version);
  }

  /// Adds where the component is, and its licence from our table if its own files do not tell.
  private ObjectNode describe(ObjectNode component, String part) {
    component.putArray("properties").addObject().put("name", "classify:part").put("value", part);
    String declared = component.findPath("id").asText();
    known(component)
        .filter(known -> declared.isEmpty() || known.getField("instead_of").equals(declared))
        .ifPresent(known -> license(component, known.getField("licence")));
    return component;
  }

  private static void license(ObjectNode component, String id) {
    component.putArray("licenses").addObject().putObject("license").put("id", id);
  }

  private Optional<NamedCsvRecord> known(JsonNode component) {
    String purl = component.get("purl").asText().replaceAll("@[^/]*$", "");
    return licences.stream()
        .filter(
            row -> {
              String name = row.getField("package");
              return name.endsWith("*")
                  ? purl.startsWith(name.substring(0, name.length() - 1))
                  : purl.equals(name);
            })
        .max(Comparator.comparingInt(row -> row.getField("package").length()));
  }

  private String notices(ArrayNode components) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        classify has the Apache License 2.0: see LICENSE. It hands on, starts or downloads the programs
        and libraries below, each under its own licence; sbom.json has the same list for programs. The
        images that docker-compose.cluster.yml names come from their publishers, under licences that
        are named there.

        """);
    Map<String, TreeSet<String>> byPart = new LinkedHashMap<>();
    Map<String, TreeSet<String>> byLicence = new TreeMap<>();
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode component : components) {
      all.add(component);
      component.path("components").forEach(all::add);
    }
    for (JsonNode component : all) {
      byPart
          .computeIfAbsent(component.at("/properties/0/value").asText(), _ -> new TreeSet<>())
          .add(line(component));
      known(component)
          .filter(known -> !known.getField("copyright").isEmpty())
          .ifPresent(
              known ->
                  byLicence
                      .computeIfAbsent(known.getField("licence"), _ -> new TreeSet<>())
                      .add(component.get("name").asText() + ": " + known.getField("copyright")));
    }
    byPart.forEach(
        (part, lines) ->
            text.append("## ")
                .append(part)
                .append("\n\n")
                .append(String.join("\n", lines))
                .append("\n\n"));
    for (Map.Entry<String, TreeSet<String>> licence : byLicence.entrySet()) {
      text.append("## Under the licence ")
          .append(licence.getKey())
          .append("\n\n")
          .append(String.join("\n", licence.getValue()))
          .append("\n\n")
          .append(Files.readString(top.resolve("config/licences/" + licence.getKey() + ".txt")))
          .append("\n");
    }
    texts()
        .forEach(
            (content, jars) ->
                text.append("## In ")
                    .append(String.join(", ", jars))
                    .append("\n\n")
                    .append(content.strip())
                    .append("\n\n"));
    return text.toString();
  }

  private static String line(JsonNode component) {
    List<String> licences = new ArrayList<>();
    for (JsonNode licence : component.path("licenses")) {
      licences.add(
          licence
              .at("/license/id")
              .asText(licence.at("/license/name").asText(licence.path("expression").asText())));
    }
    return component.get("purl").asText().replaceFirst("\\?.*", "")
        + "  "
        + String.join(" or ", licences);
  }

  /// The texts of licences and notices in our jars, each once, with the files that it is in.
  private Map<String, TreeSet<String>> texts() throws IOException {
    Map<String, TreeSet<String>> texts = new LinkedHashMap<>();
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("lib", "object-store")) {
      try (var files = Files.list(distribution.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
      }
    }
    for (Path file : jars) {
      try (ZipFile jar = new ZipFile(file.toFile())) {
        for (ZipEntry entry : entries(jar, TEXTS)) {
          String content =
              new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
          texts
              .computeIfAbsent(content.replace("\r\n", "\n"), _ -> new TreeSet<>())
              .add(file.getFileName() + "/" + entry.getName());
        }
      }
    }
    return texts;
  }

  private static List<ZipEntry> entries(ZipFile jar, String pattern) {
    return jar.stream()
        .map(ZipEntry.class::cast)
        .filter(entry -> !entry.isDirectory() && entry.getName().matches(pattern))
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  private List<NamedCsvRecord> table(String name) throws IOException {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .ofNamedCsvRecord(top.resolve("config").resolve(name))) {
      return rows.stream().toList();
    }
  }
}
