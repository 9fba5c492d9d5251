package dev.classify.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullScreenTest {

  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream terminal = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void linesAreCutToTheTerminalAndTheirOldEndsAreCleared() {
    FullScreen screen = new FullScreen(terminal);
    screen.show(List.of("one and more", "two", "three"), 3, 2);

    assertThat(printed()).isEqualTo(ENTER + "\u001b[Hone\u001b[K\r\ntwo\u001b[K\u001b[J");
  }

  @Test
  void characterOfTwoUnitsIsNotCutInTwo() {
    FullScreen screen = new FullScreen(terminal);
    screen.show(List.of("a\uD83D\uDE00bc"), 2, 1);

    assertThat(printed()).endsWith("\u001b[Ha\uD83D\uDE00\u001b[K\u001b[J");
  }

  @Test
  void terminalIsGivenBackOnceAndNothingIsDrawnAfterwards() {
    FullScreen screen = new FullScreen(terminal);
    screen.close();
    screen.show(List.of("late"), 80, 24);
    screen.close();

    assertThat(printed()).isEqualTo(ENTER + LEAVE);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
