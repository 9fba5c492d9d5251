package dev.classify.cli.bench;

import java.util.Map;

/// A part of a long run.
///
/// @param rowsBefore rows that were stored when it began
/// @param rows of this part
/// @param seconds that it took
/// @param cpuMillis processor time, by program
/// @param peakBytes the most resident memory, by program
/// @param databaseBytes by which the database grew
/// @param logBytes that PostgreSQL wrote to its write-ahead log
/// @param journalBytes in the folder of Restate at its end
public record GrowthPart(
    long rowsBefore,
    long rows,
    double seconds,
    Map<String, Double> cpuMillis,
    Map<String, Long> peakBytes,
    long databaseBytes,
    long logBytes,
    long journalBytes) {

  public GrowthPart {
    cpuMillis = Map.copyOf(cpuMillis);
    peakBytes = Map.copyOf(peakBytes);
  }

  public double rowsPerSecond() {
    return rows / Math.max(seconds, 1e-9);
  }

  /// Processor time for a row, of one program.
  public double cpuMillisPerRow(String program) {
    return cpuMillis.getOrDefault(program, 0.0) / rows;
  }

  /// Processor time for a row, of all programs.
  public double cpuMillisPerRow() {
    return cpuMillis.values().stream().mapToDouble(Double::doubleValue).sum() / rows;
  }

  public double databaseBytesPerRow() {
    return databaseBytes / (double) rows;
  }

  public double logBytesPerRow() {
    return logBytes / (double) rows;
  }

  /// Of all rows so far, because Restate forgets.
  public double journalBytesPerRow() {
    return journalBytes / (double) (rowsBefore + rows);
  }
}
