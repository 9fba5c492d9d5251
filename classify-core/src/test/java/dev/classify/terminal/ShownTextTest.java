package dev.classify.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShownTextTest {

  @ParameterizedTest
  @MethodSource
  void hiddenCharactersAreShownAsEscapes(String text, String shown) {
    assertThat(ShownText.of(text)).isEqualTo(shown);
  }

  static Stream<Arguments> hiddenCharactersAreShownAsEscapes() {
    return Stream.of(
        arguments("\u001b]0;PWNED\u0007ESC.1", "\\u001b]0;PWNED\\u0007ESC.1"),
        arguments("ESC\rOVER", "ESC\\rOVER"),
        arguments("ESC\nNL\tTAB", "ESC\\nNL\\tTAB"),
        arguments("a\u009b2Jb", "a\\u009b2Jb"),
        arguments("a\u202eb\u2066c\u200fd", "a\\u202eb\\u2066c\\u200fd"),
        arguments("a\u2028b\u2029c", "a\\u2028b\\u2029c"),
        arguments("a\u00adb\u200bc\ufeffd", "a\\u00adb\\u200bc\\ufeffd"));
  }

  @Test
  void charactersBeyondTheFirstPlaneAndHalvesOfThemAreShownAsJsonEscapesThem() {
    assertThat(ShownText.of("a\udb40\udc41b\ud83d")).isEqualTo("a\\udb40\\udc41b\\ud83d");
  }

  @Test
  void textOfAnyScriptIsTheSame() {
    String text = "Währung 生猪出场价格 معدل \u0600 🇪🇸 👩\u200d🔬 “x” — \\u001b";
    assertThat(ShownText.of(text)).isSameAs(text);
  }

  @Test
  void severalLinesKeepTheirEndsButNoReturnAlone() {
    assertThat(ShownText.lines("a\tb\r\nc\nd\re\r")).isEqualTo("a\tb\r\nc\nd\\re\\r");
  }

  @Test
  void streamCleansWhatCallersPrint() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream shown = ShownStream.over(new PrintStream(log, true, StandardCharsets.UTF_8));
    new IllegalStateException("\u001b[2J生猪\u202e").printStackTrace(shown);
    shown.print("no end\u0007");
    shown.flush();
    assertThat(log.toString(StandardCharsets.UTF_8))
        .startsWith("java.lang.IllegalStateException: \\u001b[2J生猪\\u202e\n\tat dev.classify.")
        .endsWith("no end\\u0007");
  }

  @Test
  void lineWithoutEndIsWrittenInPartsThatLoseNothing() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream shown = ShownStream.over(new PrintStream(log, true, StandardCharsets.UTF_8));
    String line = "生a".repeat(100_000);
    shown.print(line);
    assertThat(log.size()).isGreaterThan(100_000);
    shown.flush();
    assertThat(log.toString(StandardCharsets.UTF_8)).isEqualTo(line);
  }
}
