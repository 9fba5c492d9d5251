package dev.classify.service.providerbatch;

import dev.classify.store.providerbatch.BatchLine;
import dev.classify.store.providerbatch.BatchLines;
import java.sql.SQLException;
import java.util.List;

/// The lines of batches of rows in the database; see [BatchLines].
interface FiledLines {

  void file(List<BatchLine> lines) throws SQLException;

  /// The lines of a batch of rows that it has to send as requests of their own.
  List<String> sentLive(String batchKey) throws SQLException;

  /// Forgets the lines of a batch of rows that are in no file.
  void withdraw(String batchKey) throws SQLException;

  static FiledLines in(BatchLines lines) {
    return new FiledLines() {
      @Override
      public void file(List<BatchLine> filed) throws SQLException {
        lines.file(filed);
      }

      @Override
      public List<String> sentLive(String batchKey) throws SQLException {
        return lines.sentLive(batchKey);
      }

      @Override
      public void withdraw(String batchKey) throws SQLException {
        lines.withdraw(batchKey);
      }
    };
  }
}
