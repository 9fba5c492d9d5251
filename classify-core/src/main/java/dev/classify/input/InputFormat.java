package dev.classify.input;

import java.util.Locale;
import java.util.Optional;

/// How a file holds its rows.
public enum InputFormat {
  /// A header row and rows of fields, as in RFC 4180, between commas or another separator.
  CSV,
  /// One JSON object per line.
  JSONL,
  /// One JSON array of objects.
  JSON,
  /// A sheet of an Excel workbook with a header row.
  XLSX,
  /// Apache Parquet, whose columns are the header.
  PARQUET;

  /// The format that a file name implies, with or without `.gz`; empty if it implies none.
  static Optional<InputFormat> of(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - ".gz".length());
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".tab")) {
      return Optional.of(CSV);
    }
    boolean lines = name.endsWith(".jsonl") || name.endsWith(".ndjson");
    return lines ? Optional.of(JSONL) : Optional.empty();
  }
}
