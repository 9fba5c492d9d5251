package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VulnerabilitiesTest {

  private static final Path CONFIG = Checkout.TOP.resolve("config");

  private final Vulnerabilities known =
      Vulnerabilities.parse(Checkout.read(CONFIG.resolve("vulnerabilities.csv")));

  /// What we shipped until November 2026.
  @Test
  void holesOfAnOldNettyAndVertxAreFound() throws Exception {
    List<Component> old =
        BillOfMaterials.read(Path.of("src/test/resources/sbom-of-old-netty.json"));
    assertThat(old).hasSize(4);
    assertThat(known.in(old))
        .extracting(Vulnerabilities.Finding::toString)
        .contains(
            "pkg:maven/io.netty/netty-codec-http@4.1.124.Final has CVE-2025-58056, fixed in"
                + " 4.1.125.Final"
                + " (https://github.com/netty/netty/security/advisories/GHSA-fghv-69vj-qj49)")
        .anyMatch(
            finding -> finding.startsWith("pkg:maven/io.netty/netty-common@4.1.124.Final has"))
        .anyMatch(finding -> finding.startsWith("pkg:maven/io.vertx/vertx-core@4.5.18 has"))
        .as("inside another component")
        .anyMatch(finding -> finding.startsWith("pkg:maven/com.squareup.okio/okio@1.17.2 has"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, true",
    "1.9, true",
    "2.0, false",
    "2.4, false",
    "3.0, true",
    "3.0.9, true",
    "3.1, false",
  })
  void holeIsInTheVersionsFromTheFirstAffectedUntilTheFix(String version, boolean affected) {
    Vulnerabilities list =
        Vulnerabilities.parse(
            """
            # as of 2026-01-31
            package,affected_from,fixed_in,id,source
            pkg:maven/a/b,,2.0,ID-1,somewhere
            pkg:maven/a/b,3.0,3.1,ID-1,somewhere
            """);
    assertThat(list.asOf()).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(list.in(List.of(component("pkg:maven/a/b", version))).isEmpty())
        .isNotEqualTo(affected);
    assertThat(list.in(List.of(component("pkg:maven/a/bc", version)))).isEmpty();
  }

  @Test
  void holeWithoutAFixIsInEveryVersionEvenInOneWithoutANumber() {
    Vulnerabilities list =
        Vulnerabilities.parse(
            """
            # as of 2026-01-31
            package,affected_from,fixed_in,id,source
            pkg:docker/store,,,ID-1,somewhere
            """);
    assertThat(list.in(List.of(component("pkg:docker/store", "RELEASE.2025-09-07T16-13-09Z"))))
        .extracting(Vulnerabilities.Finding::toString)
        .containsExactly(
            "pkg:docker/store@RELEASE.2025-09-07T16-13-09Z has ID-1, no version without it"
                + " (somewhere)");
  }

  @Test
  void listWithoutADayIsRefused() {
    assertThatThrownBy(() -> Vulnerabilities.parse("package,affected_from,fixed_in,id,source\n"))
        .hasMessageContaining("of which day");
  }

  @ParameterizedTest
  @CsvSource({
    "4.1.124.Final, 4.1.125.Final",
    "4.1.99.Final, 4.1.124.Final",
    "2.0-rc1, 2.0",
    "5.0.0-alpha.16, 5.0.0",
    "1.29.3-alpine, 1.30.7",
    "2.22.1-pg17, 2.24.0",
  })
  void versionsAreOrderedByTheirNumbers(String earlier, String later) {
    VersionOrder order = new VersionOrder();
    assertThat(order.compare(earlier, later)).isNegative();
    assertThat(order.compare(later, earlier)).isPositive();
    assertThat(order.compare(later, later)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1.30.7-alpine, 1.30.7", "4.1.125.Final, 4.1.125", "33.4.8-jre, 33.4.8", "2.0, 2"})
  void wordsAfterTheNumbersOfAReleaseDoNotCount(String left, String right) {
    assertThat(new VersionOrder().compare(left, right)).isZero();
  }

  @Test
  void everyHoleHasAnIdAndASource() {
    assertThat(known.holes())
        .isNotEmpty()
        .allMatch(hole -> hole.packageName().startsWith("pkg:"))
        .allMatch(hole -> hole.id().matches("(CVE|GHSA)-.+"))
        .allMatch(hole -> hole.source().startsWith("https://"));
  }

  private static Component component(String name, String version) {
    return new Component(name, version, List.of(), "");
  }
}
