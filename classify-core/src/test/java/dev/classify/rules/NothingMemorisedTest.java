package dev.classify.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.classify.indicator.Indicator;
import dev.classify.text.Token;
import dev.classify.text.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The rules are measured on labelled indicators, so neither code nor tables may name any of them.
class NothingMemorisedTest {

  private static final Path MAIN = Path.of("src", "main");
  private static final Path SAMPLES = Path.of("..", "samples", "indicators.csv");

  /// Short titles, such as `Net migration` or `Gross domestic product`, are concepts that any table
  /// of terms must contain.
  private static final int CONCEPT_WORDS_MAX = 3;

  private static final Set<String> JOINING = Set.of("of", "in", "and", "the");

  @Test
  void neitherCodeNorTablesNameASample() throws IOException {
    assertNamesNone(new IndicatorFile(SAMPLES).rows().values());
  }

  @Test
  void neitherCodeNorTablesNameALabelledRealIndicator() throws IOException {
    assertNamesNone(SharedData.require().labelled());
  }

  private static void assertNamesNone(Collection<Indicator> indicators) throws IOException {
    List<String> lines = lines();
    for (Indicator indicator : indicators) {
      String title = words(indicator.name());
      String id = words(indicator.id());
      boolean concept =
          Stream.of(title.strip().split(" ", -1)).filter(word -> !JOINING.contains(word)).count()
              <= CONCEPT_WORDS_MAX;
      assertThat(
              lines.stream()
                  .filter(line -> line.contains(id) || (!concept && line.contains(title))))
          .as(indicator.id())
          .isEmpty();
    }
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(MAIN)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.readAllLines(file).forEach(line -> lines.add(words(line)));
      }
    }
    return lines;
  }

  /// The words with a blank around each, so that punctuation hides nothing and only whole words
  /// match.
  private static String words(String text) {
    StringBuilder words = new StringBuilder(" ");
    for (Token token : Tokenizer.tokens(text)) {
      if (Character.isLetterOrDigit(token.folded().codePointAt(0))) {
        words.append(token.folded()).append(' ');
      }
    }
    return words.toString();
  }
}
