package dev.classify.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTargetTest {

  @Test
  void formulaBehindASemicolonIsQuoted() {
    StringWriter written = new StringWriter();
    CsvTarget csv = CsvTarget.over(written, true);
    csv.write(List.of("a;=1+1", "=x", "b"));
    csv.flush();
    assertThat(written).hasToString("\"a;=1+1\",'=x,b\n");
  }

  @Test
  void withoutASpreadsheetEveryTextStaysAsItIs() {
    StringWriter written = new StringWriter();
    CsvTarget csv = CsvTarget.over(written, false);
    csv.write(List.of("a;=1+1", "=x"));
    csv.flush();
    assertThat(written).hasToString("a;=1+1,=x\n");
  }
}
