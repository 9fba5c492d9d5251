package dev.classify.dist;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The known holes in what we use, from `config/vulnerabilities.csv`: a list in the repository,
/// because the check must give the same result without a network.
///
/// @param asOf the day on which the list was last compared with its sources
record Vulnerabilities(LocalDate asOf, List<Hole> holes) {

  private static final Pattern DAY = Pattern.compile("as of (\\d{4}-\\d{2}-\\d{2})");
  private static final Comparator<String> VERSIONS = new VersionOrder();

  Vulnerabilities {
    holes = List.copyOf(holes);
  }

  /// A hole in a range of versions.
  ///
  /// @param packageName such as `pkg:maven/io.netty/netty-codec-http`
  /// @param affectedFrom empty for the first version
  /// @param fixedIn the first version without it; empty where none is
  record Hole(String packageName, String affectedFrom, String fixedIn, String id, String source) {

    boolean isIn(Component component) {
      return component.name().equals(packageName)
          && (affectedFrom.isEmpty() || VERSIONS.compare(component.version(), affectedFrom) >= 0)
          && (fixedIn.isEmpty() || VERSIONS.compare(component.version(), fixedIn) < 0);
    }
  }

  /// A hole in a component of ours.
  record Finding(Component component, Hole hole) {

    @Override
    public String toString() {
      String fix =
          hole.fixedIn().isEmpty() ? "no version without it" : "fixed in " + hole.fixedIn();
      return "%s has %s, %s (%s)".formatted(component, hole.id(), fix, hole.source());
    }
  }

  /// A finding that we accept for one version of a component.
  record Accepted(String packageName, String version, String id, String reason) {

    boolean covers(Finding finding) {
      return finding.component().name().equals(packageName)
          && finding.component().version().equals(version)
          && finding.hole().id().equals(id);
    }
  }

  /// @param csv with a comment that says `as of` and a day
  static Vulnerabilities parse(String csv) {
    Matcher day = DAY.matcher(csv);
    if (!day.find()) {
      throw new IllegalArgumentException("the list of vulnerabilities does not say of which day");
    }
    List<Hole> holes =
        rows(csv).stream()
            .map(
                row ->
                    new Hole(
                        row.getField("package"),
                        row.getField("affected_from"),
                        row.getField("fixed_in"),
                        row.getField("id"),
                        row.getField("source")))
            .toList();
    return new Vulnerabilities(LocalDate.parse(day.group(1)), holes);
  }

  static List<Accepted> parseAccepted(String csv) {
    return rows(csv).stream()
        .map(
            row ->
                new Accepted(
                    row.getField("package"),
                    row.getField("version"),
                    row.getField("id"),
                    row.getField("reason")))
        .toList();
  }

  private static List<NamedCsvRecord> rows(String csv) {
    return CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(csv).stream()
        .toList();
  }

  /// Every known hole in these components.
  List<Finding> in(List<Component> components) {
    return components.stream()
        .flatMap(
            component ->
                holes.stream()
                    .filter(hole -> hole.isIn(component))
                    .map(hole -> new Finding(component, hole)))
        .toList();
  }
}
