package dev.classify.input;

import dev.classify.indicator.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// The ids read so far, with the line of each.
///
/// Keeps 128 bits of a hash and a line number per id, whatever its length: a million ids take 20 to
/// 60 MB. That two of a million ids share 128 bits has a chance of 1 in 10^26.
final class SeenIds {

  private static final int CAPACITY_FIRST = 1_024;

  private final MessageDigest digest = ContentHash.sha256();
  private long[] high = new long[CAPACITY_FIRST];
  private long[] low = new long[CAPACITY_FIRST];
  private int[] lines = new int[CAPACITY_FIRST];
  private int size;

  /// Notes an id and answers the line of its first row, 0 where this is the first.
  ///
  /// @param line from 1; beyond 2^31 the last number that fits is kept
  long firstLine(String id, long line) {
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
    long first = hash.getLong();
    long second = hash.getLong();
    int place = place(first, second);
    if (lines[place] != 0) {
      return lines[place];
    }
    high[place] = first;
    low[place] = second;
    lines[place] = (int) Math.min(line, Integer.MAX_VALUE);
    size++;
    if (size > lines.length / 4 * 3) {
      grow();
    }
    return 0;
  }

  private int place(long first, long second) {
    int mask = lines.length - 1;
    int place = (int) first & mask;
    while (lines[place] != 0 && (high[place] != first || low[place] != second)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    int[] oldLines = lines;
    high = new long[oldHigh.length * 2];
    low = new long[oldLow.length * 2];
    lines = new int[oldLines.length * 2];
    for (int i = 0; i < oldLines.length; i++) {
      if (oldLines[i] != 0) {
        int place = place(oldHigh[i], oldLow[i]);
        high[place] = oldHigh[i];
        low[place] = oldLow[i];
        lines[place] = oldLines[i];
      }
    }
  }
}
