package dev.classify.dist;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/// The sample rows of the repository, as they are or repeated.
final class Samples {

  /// A copy, because a run lists what it cannot read beside its input.
  static final Path FILE = copied(Checkout.TOP.resolve("samples/indicators.csv"));

  /// What is right for these rows.
  static final Path LABELS = Checkout.TOP.resolve("samples/labels.csv");

  private Samples() {}

  private static Path copied(Path file) {
    try {
      Path folder =
          Files.createDirectories(Checkout.TOP.resolve("classify-dist/target/test-samples"));
      return Files.copy(
          file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /// A file of that many rows, each with its own id.
  static Path repeated(Path folder, int rows) throws IOException {
    return repeated(folder.resolve("repeated-" + rows + ".csv"), rows, "");
  }

  /// A file of that many rows, each with its own id and its own content.
  static Path distinct(Path folder, int rows) throws IOException {
    return repeated(folder.resolve("distinct-" + rows + ".csv"), rows, ", series %d");
  }

  private static Path repeated(Path file, int rows, String nameSuffix) throws IOException {
    List<CsvRecord> samples = records(FILE);
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      csv.writeRecord(samples.getFirst().getFields());
      for (int row = 0; row < rows; row++) {
        CsvRecord sample = samples.get(1 + row % (samples.size() - 1));
        List<String> fields = new ArrayList<>(sample.getFields());
        fields.set(0, fields.getFirst() + "#" + row);
        fields.set(1, fields.get(1) + nameSuffix.formatted(row));
        csv.writeRecord(fields);
      }
    }
    return file;
  }

  /// Writes records, the header first.
  static Path write(Path file, List<List<String>> records) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().build(file)) {
      records.forEach(csv::writeRecord);
    }
    return file;
  }

  /// The fields of all records, starting with the header.
  static List<List<String>> fields(Path file) throws IOException {
    return records(file).stream().map(CsvRecord::getFields).toList();
  }

  /// All records of a CSV file, starting with the header.
  static List<CsvRecord> records(Path file) throws IOException {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      return csv.stream().toList();
    }
  }
}
