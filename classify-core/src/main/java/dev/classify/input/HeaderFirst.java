package dev.classify.input;

import dev.classify.indicator.Problem;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// The records of a sheet from its header on, without those above. A sheet leaves empty cells out,
/// so the records are as long as the header.
final class HeaderFirst implements TableRecords {

  private record Noted(Entry entry, List<Problem> warnings) {}

  private final TableRecords records;
  private final Queue<Noted> first = new ArrayDeque<>();
  private long headerLine = 1;
  private int columns;
  private List<Problem> warnings = List.of();

  private HeaderFirst(TableRecords records) {
    this.records = records;
  }

  /// Looks for the header among the first records, unless the options say how many are above it.
  static HeaderFirst of(TableRecords records, InputOptions options) throws IOException {
    HeaderFirst table = new HeaderFirst(records);
    Integer skipped = options.text().skipLines();
    List<Entry> looked = new ArrayList<>();
    while (looked.size() < (skipped == null ? CsvLayout.RECORDS_MAX : 1)) {
      Optional<Entry> entry = records.next();
      if (entry.isEmpty()) {
        break;
      }
      if (skipped == null || entry.get().line() > skipped) {
        looked.add(entry.get());
        table.first.add(new Noted(entry.get(), records.warnings()));
      }
    }
    table.headerLine = CsvLayout.headerLine(looked, options.assigned());
    table.first.removeIf(noted -> noted.entry.line() < table.headerLine);
    return table;
  }

  long headerLine() {
    return headerLine;
  }

  @Override
  public Optional<Entry> next() throws IOException {
    Noted noted = first.poll();
    if (noted != null) {
      warnings = noted.warnings;
      return Optional.of(filled(noted.entry));
    }
    Optional<Entry> next = records.next();
    warnings = records.warnings();
    return next.map(this::filled);
  }

  private Entry filled(Entry entry) {
    if (!(entry instanceof Entry.Fields(long line, List<String> values))) {
      return entry;
    }
    if (line == headerLine) {
      columns = values.size();
    }
    if (values.size() >= columns) {
      return entry;
    }
    List<String> all = new ArrayList<>(values);
    all.addAll(Collections.nCopies(columns - values.size(), ""));
    return new Entry.Fields(line, all);
  }

  @Override
  public List<Problem> warnings() {
    return warnings;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
