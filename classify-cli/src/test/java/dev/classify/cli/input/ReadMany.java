package dev.classify.cli.input;

import dev.classify.input.InputOptions;
import dev.classify.input.InputRow;
import dev.classify.input.InputRows;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Writes and reads large inputs, to see how much memory and time reading takes.
///
/// `ReadMany write FILE ROWS`, then `ReadMany read FILE` in a JVM with the heap in question.
final class ReadMany {

  private ReadMany() {}

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    if (args[0].equals("write")) {
      write(file, Integer.parseInt(args[2]));
    } else {
      System.out.println(read(file));
    }
  }

  /// Every tenth row repeats the id of the first.
  static void write(Path file, int rows) throws IOException {
    String description =
        "Measures the value of goods &amp; services, seasonally adjusted. ".repeat(4);
    try (BufferedWriter csv = Files.newBufferedWriter(file)) {
      csv.write("indicator_id,name,units,description,periodicity,sample_values\n");
      for (int row = 0; row < rows; row++) {
        int id = row % 10 == 9 ? 0 : row;
        csv.write(
            """
            SOURCE.SERIES.%d,Série number %d,USD mn,"%s",Monthly,"[{""date"":""2024-01-31"",""value"":1.5},{""date"":""2024-02"",""value"":%d}]"
            """
                .formatted(id, row, description, row));
      }
    }
  }

  static String read(Path file) {
    long good = 0;
    long bad = 0;
    try (InputSource source = InputSource.file(file, InputOptions.NONE);
        InputRows rows = source.open()) {
      for (Optional<InputRow> row = rows.next(); row.isPresent(); row = rows.next()) {
        switch (row.get()) {
          case InputRow.Good g -> good++;
          case InputRow.Bad b -> bad++;
        }
      }
    }
    return "good=" + good + " bad=" + bad;
  }
}
