package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Conventions of the tree that no compiler checks.
class TidyTest {

  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  /// Such as `[RunCommand.run](classify-cli/.../RunCommand.java)`.
  private static final Pattern METHOD_LINK =
      Pattern.compile("\\[(\\w+)\\.(\\w+)]\\(([^)]+\\.java)\\)");

  /// Packages that are a whole module, which the map describes as such.
  private static final String[] ROOT_PACKAGES = {"benchmarks"};

  private static final String[] TEXTS = {
    ".java", ".md", ".yml", ".conf", ".toml", ".sh", ".xml", ".env.example", "/classify"
  };

  /// Archaic or translated-sounding; docs, help and comments say it in plain English instead.
  private static final Pattern UNCLEAR_WORDS =
      Pattern.compile(
          "(?i)\\b(mend(s|ed|ing)?|whom|lest|of late|be it|for want of"
              + "|(goes|gone|went|going) on with|comes? of it|that which|whoever has"
              + "|whatever dies|whose word|left aside"
              + "|be it not|as it were|else told|several times for several)\\b");

  private static final Pattern VERSION =
      Pattern.compile("<artifactId>classify</artifactId>\\s*<version>([^<]+)</version>");
  /// Such as `BodyIntake`, in which a small letter follows a capital.
  private static final Pattern CLASS_NAME = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)?)`");
  private static final Pattern ENVIRONMENT_KEY =
      Pattern.compile("\"((?:CLASSIFY|OPENAI|LLM|PROJECTOR|RESTATE|SERVICE)_[A-Z_]+[A-Z])\"");

  @Test
  void everySourceHasAtMostFourHundredLines() {
    assertThat(Checkout.javaSources())
        .isNotEmpty()
        .filteredOn(file -> Checkout.read(file).lines().count() > 400)
        .isEmpty();
  }

  @Test
  void noPackageOrClassHasAMeaninglessName() {
    assertThat(Checkout.javaSources())
        .filteredOn(
            file ->
                file.toString().matches(".*/(util|utils|common|helpers|impl)/.*")
                    || file.toString().matches(".*(Util|Utils|Helper|Manager|Impl)\\.java"))
        .isEmpty();
  }

  @Test
  void onlySettingsAndMainProgramsReadTheEnvironment() {
    assertThat(mainSources())
        .filteredOn(file -> Checkout.read(file).contains("System.getenv("))
        .extracting(file -> file.getFileName().toString())
        .allMatch(name -> name.matches(".*Settings.java|Main.java|Supervisor.java"));
  }

  @Test
  void everyPathAndHeadingThatAPageLinksToExists() {
    for (Path page : Checkout.pages()) {
      assertThat(LINK.matcher(Checkout.read(page)).results())
          .as(page.toString())
          .map(link -> link.group(1))
          .filteredOn(target -> !exists(page, target))
          .isEmpty();
    }
  }

  private static boolean exists(Path page, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /// The headings of a page, in the form that a link names them.
  private static List<String> anchors(Path page) {
    return HEADING
        .matcher(Checkout.read(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void everyPackageIsInThePackageMap() {
    String map = Checkout.read(Checkout.TOP.resolve("docs/architecture.md"));
    assertThat(mainSources())
        .filteredOn(file -> file.endsWith("package-info.java"))
        .extracting(file -> file.getName(file.getNameCount() - 2).toString())
        .filteredOn(name -> !map.contains("`" + name + "`") && !map.contains("**" + name + "**"))
        .containsOnly(ROOT_PACKAGES);
  }

  @Test
  void everyMethodInTheReadingListExists() {
    assertThat(METHOD_LINK.matcher(Checkout.read(Checkout.TOP.resolve("README.md"))).results())
        .hasSizeGreaterThanOrEqualTo(7)
        .filteredOn(link -> !declares(link.group(3), link.group(1), link.group(2)))
        .extracting(MatchResult::group)
        .isEmpty();
  }

  private static boolean declares(String source, String type, String method) {
    Path file = Checkout.TOP.resolve(source);
    return file.endsWith(type + ".java")
        && Pattern.compile("[\\w>] " + method + "\\(").matcher(Checkout.read(file)).find();
  }

  @Test
  void everyClassThatTheSecurityPageNamesExists() {
    List<String> classes =
        Checkout.javaSources().stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .toList();
    assertThat(
            CLASS_NAME.matcher(Checkout.read(Checkout.TOP.resolve("docs/security.md"))).results())
        .hasSizeGreaterThan(20)
        .map(name -> name.group(1))
        .filteredOn(name -> !classes.contains(name))
        .isEmpty();
  }

  @Test
  void everyEnvironmentKeyThatTheCodeReadsIsInTheExample() {
    Set<String> keys = new TreeSet<>();
    for (Path file : mainSources()) {
      ENVIRONMENT_KEY
          .matcher(Checkout.read(file))
          .results()
          .map((MatchResult match) -> match.group(1))
          .forEach(keys::add);
    }
    String example = Checkout.read(Checkout.TOP.resolve(".env.example"));
    assertThat(keys).isNotEmpty().filteredOn(key -> !example.contains(key + "=")).isEmpty();
  }

  @Test
  void imageHasTheVersionOfTheBuild() {
    Matcher version = VERSION.matcher(Checkout.read(Checkout.TOP.resolve("pom.xml")));
    assertThat(version.find()).isTrue();
    for (String file : List.of(".env.example", "docker-compose.cluster.yml")) {
      assertThat(Checkout.read(Checkout.TOP.resolve(file)))
          .as(file)
          .contains("classify-service:" + version.group(1));
    }
  }

  @Test
  void noTextContainsAnUnclearWord() {
    assertThat(Checkout.files(TEXTS))
        .isNotEmpty()
        .filteredOn(file -> Files.isRegularFile(file) && !file.endsWith("TidyTest.java"))
        .flatExtracting(TidyTest::unclearWords)
        .isEmpty();
  }

  /// The lines with such a word, as `file:line: word`.
  private static List<String> unclearWords(Path file) {
    List<String> lines = Checkout.read(file).lines().toList();
    return IntStream.range(0, lines.size())
        .boxed()
        .flatMap(
            line ->
                UNCLEAR_WORDS
                    .matcher(lines.get(line))
                    .results()
                    .map(
                        word ->
                            "%s:%d: %s"
                                .formatted(Checkout.TOP.relativize(file), line + 1, word.group())))
        .toList();
  }

  @Test
  void onlyTheStoreContainsSql() {
    Pattern sql =
        Pattern.compile(
            "(?i)\\b(from|into|update|join)\\s+(source_indicators|jobs|job_batches|classifications"
                + "|classification_attempts|rejections|llm_requests|llm_budgets|llm_replies|llm_exchanges|batch_attempts|answer_versions"
                + "|content_claims|content_waits|confidence_calibrations"
                + "|cluster_reports|access_(users|sessions|refresh_tokens|machine_tokens|keys|attempts|links)"
                + "|events|replica_sets|projection_(builds|checkpoints)|(taxonomy|throughput|latency|disagreement|distribution|confidence)_counts|taxonomy_answers"
                + "|uploads|upload_parts|runner_tasks"
                + "|evaluations|review_items|review_(decisions|standing|judgements|settings))\\b");
    assertThat(mainSources())
        .filteredOn(file -> !file.toString().contains("/classify-store/"))
        .flatMap(file -> Checkout.read(file).lines().toList())
        .filteredOn(line -> sql.matcher(line).find())
        .as("besides the example in the help of run")
        .allMatch(line -> line.contains("classify run --from-db"));
  }

  private static List<Path> mainSources() {
    return Checkout.javaSources().stream()
        .filter(file -> file.toString().contains("/src/main/"))
        .toList();
  }
}
