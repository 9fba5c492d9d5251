package dev.classify.dist;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.taxonomy.AnswerField;
import dev.classify.taxonomy.ConsistencyTables;
import dev.classify.taxonomy.Family;
import dev.classify.taxonomy.SeriesAttribute;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/scheme.md describes what the code does, and the code cites sections that it has.
class SchemeTest {

  private static final String PAGE = Checkout.read(Checkout.TOP.resolve("docs/scheme.md"));

  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{2,3} (\\d+(?:\\.\\d+)?)\\.? ");
  private static final Pattern CITATION =
      Pattern.compile(
          "(?:docs/scheme\\.md|\\bsections?)[\\s/]+(\\d+(?:\\.\\d+)?(?:(?:, | and | to"
              + " )\\d+(?:\\.\\d+)?)*)",
          Pattern.CASE_INSENSITIVE);

  /// What the matrix passes to its contradictions and warnings.
  private static final Pattern CONTRADICTION =
      Pattern.compile("new (?:Contradiction|PlausibilityWarning)\\(\\s*\"(\\d+\\.\\d+)\"");

  private static final Pattern TOKEN = Pattern.compile("`([^`]+)`");

  @Test
  void everyCitedSectionExists() {
    Set<String> sections = numbers(HEADING.matcher(PAGE).results(), 1);
    List<String> missing = new ArrayList<>();
    for (Path file : Checkout.files(".java", ".csv", ".md")) {
      String text = Checkout.read(file).replace("XML 1.0, section 2.2", "");
      Set<String> cited = numbers(CITATION.matcher(text).results(), 1);
      cited.addAll(numbers(CONTRADICTION.matcher(text).results(), 1));
      cited.stream()
          .filter(section -> !sections.contains(section))
          .forEach(section -> missing.add(Checkout.TOP.relativize(file) + " cites " + section));
    }
    assertThat(sections).contains("1.2", "12.3");
    assertThat(missing).isEmpty();
  }

  @Test
  void javaCitesTheSchemeByItsPage() {
    assertThat(Checkout.javaSources())
        .filteredOn(file -> !file.endsWith("SchemeTest.java"))
        .filteredOn(
            file ->
                Pattern.compile("(?<!XML 1\\.0, )\\b[Ss]ections? \\d")
                    .matcher(Checkout.read(file).replaceAll("Repaired:? (by )?section", ""))
                    .find())
        .as("write docs/scheme.md 12.3, not section 12.3")
        .isEmpty();
  }

  @Test
  void vocabulariesOnThePageAreThoseOfTheCode() {
    Map<String, String> values = rows("1.2");
    for (AnswerField field : AnswerField.values()) {
      String listed = values.getOrDefault("`" + field.column() + "`", "");
      assertThat(listed).as(field.column()).isNotEmpty();
      if (field != AnswerField.CURRENCY) {
        assertThat(tokens(listed)).isEqualTo(field.tokens());
      }
    }
    assertDefined("2", AnswerField.UNIT_TYPE);
    assertDefined("3", AnswerField.SCALE);
    assertDefined("5", AnswerField.REPORTING_FREQUENCY);
    assertDefined("6", AnswerField.TIME_BASIS);
    assertDefined("7", AnswerField.CUMULATIVE_PATTERN_TYPE);
    assertDefined("9", AnswerField.TEMPORAL_AGGREGATION);
    assertDefined("10", AnswerField.HEAT_MAP_ORIENTATION);
  }

  @Test
  void attributesOnThePageAreThoseOfTheCode() {
    Map<String, String> values = rows("17");
    assertThat(values.keySet())
        .isEqualTo(
            SeriesAttribute.stated().stream()
                .map(attribute -> "`" + attribute.column() + "`")
                .collect(toCollection(TreeSet::new)));
    for (SeriesAttribute attribute : SeriesAttribute.stated()) {
      assertThat(tokens(values.getOrDefault("`" + attribute.column() + "`", "")))
          .as(attribute.column())
          .isEqualTo(attribute.tokens());
    }
  }

  @Test
  void everyFamilyHasASectionThatDefinesItsTypes() {
    for (Family family : Family.values()) {
      String number =
          HEADING
              .matcher(PAGE)
              .results()
              .map(match -> match.group(1))
              .filter(section -> heading(section).contains(" " + family.token() + ":"))
              .findFirst()
              .orElseThrow();
      assertThat(definedIn(number)).isEqualTo(moneyByType(family.token()).keySet());
    }
  }

  @Test
  void consistencyMatrixOnThePageIsThatOfTheCode() {
    Map<String, Map<String, String>> money = new TreeMap<>();
    for (List<String> row : table("12.1")) {
      String said =
          row.get(2).startsWith("either")
              ? "either"
              : row.get(2).equals("MUST be true") ? "always" : "never";
      tokens(row.get(1))
          .forEach(
              type ->
                  money
                      .computeIfAbsent(tokens(row.getFirst()).getFirst(), _ -> new TreeMap<>())
                      .put(type, said));
    }
    for (Family family : Family.values()) {
      assertThat(money.get(family.token())).isEqualTo(moneyByType(family.token()));
    }

    Map<String, Set<String>> pairs = new TreeMap<>();
    for (List<String> row : table("12.2")) {
      Set<String> allowed =
          Arrays.stream(row.get(1).replaceAll(" \\([^)]*\\)|`", "").split(";"))
              .map(String::strip)
              .collect(toCollection(TreeSet::new));
      split(row.getFirst().replace("`", "")).forEach(type -> pairs.put(type, allowed));
    }
    assertThat(pairs).isEqualTo(byType(ConsistencyTables.times()));

    Map<String, String> types = new TreeMap<>();
    for (List<String> row : table("12.3")) {
      String plain = row.get(2).replaceAll(" \\([^)]*\\)|`", "");
      if (!plain.startsWith("all") || plain.startsWith("all but")) {
        types.put(tokens(row.getFirst()).getFirst(), plain.replace("only ", ""));
      }
    }
    Map<String, String> inCode = new TreeMap<>();
    ConsistencyTables.units().forEach(line -> inCode.put(before(line), after(line)));
    assertThat(types).isEqualTo(inCode);
  }

  private static void assertDefined(String section, AnswerField field) {
    assertThat(definedIn(section))
        .as("the table of docs/scheme.md " + section)
        .isEqualTo(new TreeSet<>(field.tokens()));
  }

  /// The tokens in the first column of a section's first table.
  private static Set<String> definedIn(String section) {
    return table(section).stream()
        .flatMap(row -> tokens(row.getFirst()).stream())
        .collect(toCollection(TreeSet::new));
  }

  /// Such as `price` to `always`, from a line such as `price-value: price (always); yield (never)`.
  private static Map<String, String> moneyByType(String family) {
    Map<String, String> money = new TreeMap<>();
    String line =
        ConsistencyTables.families().stream()
            .filter(one -> before(one).equals(family))
            .findFirst()
            .orElseThrow();
    for (String part : after(line).split("; ", -1)) {
      String said = part.substring(part.indexOf('(') + 1, part.indexOf(')'));
      split(part.substring(0, part.indexOf(" ("))).forEach(type -> money.put(type, said));
    }
    return money;
  }

  private static Map<String, Set<String>> byType(List<String> lines) {
    Map<String, Set<String>> pairs = new TreeMap<>();
    for (String line : lines) {
      Set<String> allowed = new TreeSet<>(List.of(after(line).split("; ", -1)));
      split(before(line)).forEach(type -> pairs.put(type, allowed));
    }
    return pairs;
  }

  private static Map<String, String> rows(String section) {
    Map<String, String> rows = new TreeMap<>();
    table(section).forEach(row -> rows.put(row.getFirst(), row.get(1)));
    return rows;
  }

  /// The cells of the first table of a section, without its header.
  private static List<List<String>> table(String section) {
    String rest = PAGE.substring(PAGE.indexOf(heading(section)));
    return rest.lines()
        .skip(1)
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> split(line.substring(1, line.length() - 1), "|"))
        .toList();
  }

  private static String heading(String section) {
    return PAGE.lines()
        .filter(line -> line.matches("#{2,3} " + Pattern.quote(section) + "\\.? .*"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> tokens(String cell) {
    return TOKEN.matcher(cell).results().map(match -> match.group(1)).toList();
  }

  private static Set<String> numbers(Stream<MatchResult> matches, int group) {
    return matches
        .flatMap(match -> NUMBER.matcher(match.group(group)).results())
        .map(MatchResult::group)
        .collect(toCollection(TreeSet::new));
  }

  private static List<String> split(String list) {
    return split(list, ",");
  }

  private static List<String> split(String list, String separator) {
    return Arrays.stream(list.split(Pattern.quote(separator), -1)).map(String::strip).toList();
  }

  private static String before(String line) {
    return line.substring(0, line.indexOf(": "));
  }

  private static String after(String line) {
    return line.substring(line.indexOf(": ") + 2);
  }
}
