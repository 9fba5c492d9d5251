package dev.classify.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TidyTest {

  private static final Pattern PATH_IN_README = Pattern.compile("\\]\\((?!https?:)([^)#]+)\\)");
  private static final Pattern ENVIRONMENT_KEY =
      Pattern.compile("\"((?:CLASSIFY|OPENAI|LLM|RESTATE|SERVICE)_[A-Z_]+)\"");

  @Test
  void noSourceIsLongerThanFourHundredLines() {
    assertThat(Checkout.javaSources())
        .isNotEmpty()
        .filteredOn(file -> Checkout.read(file).lines().count() > 400)
        .isEmpty();
  }

  @Test
  void noPackageIsADumpAndNoClassHasANameThatSaysNothing() {
    assertThat(Checkout.javaSources())
        .filteredOn(
            file ->
                file.toString().matches(".*/(util|utils|common|helpers|impl)/.*")
                    || file.toString().matches(".*(Util|Utils|Helper|Manager|Impl)\\.java"))
        .isEmpty();
  }

  @Test
  void onlySettingsAndProgramsReadTheEnvironment() {
    assertThat(mainSources())
        .filteredOn(file -> Checkout.read(file).contains("System.getenv("))
        .extracting(file -> file.getFileName().toString())
        .allMatch(name -> name.matches(".*Settings.java|Main.java|Supervisor.java"));
  }

  @Test
  void everyPathThatReadmeNamesExists() {
    List<String> paths =
        PATH_IN_README
            .matcher(Checkout.read(Checkout.TOP.resolve("README.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(paths)
        .isNotEmpty()
        .filteredOn(path -> !Files.exists(Checkout.TOP.resolve(path)))
        .isEmpty();
  }

  @Test
  void everyEnvironmentKeyThatTheCodeReadsStandsInTheExample() {
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

  private static List<Path> mainSources() {
    return Checkout.javaSources().stream()
        .filter(file -> file.toString().contains("/src/main/"))
        .toList();
  }
}
