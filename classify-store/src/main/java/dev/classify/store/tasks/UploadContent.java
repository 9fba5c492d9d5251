package dev.classify.store.tasks;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;

/// The bytes of an upload, of which one part is in memory.
final class UploadContent extends InputStream {

  /// Reads a part by its number, from 0; empty after the last one.
  @FunctionalInterface
  interface Parts {
    Optional<byte[]> part(int number) throws SQLException;
  }

  private final Parts parts;
  private byte[] part = new byte[0];
  private int read;
  private int next;
  private boolean ended;

  UploadContent(Parts parts) {
    this.parts = parts;
  }

  @Override
  public int read() throws IOException {
    return fill() ? part[read++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, part.length - read);
    System.arraycopy(part, read, target, offset, count);
    read += count;
    return count;
  }

  /// Whether there is another byte.
  private boolean fill() throws IOException {
    while (!ended && read == part.length) {
      try {
        Optional<byte[]> following = parts.part(next);
        ended = following.isEmpty();
        part = following.orElse(part);
        read = ended ? part.length : 0;
        next++;
      } catch (SQLException away) {
        throw new IOException("the upload cannot be read: " + away.getMessage(), away);
      }
    }
    return !ended;
  }
}
