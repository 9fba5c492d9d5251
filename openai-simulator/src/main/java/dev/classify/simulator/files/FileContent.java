package dev.classify.simulator.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The bytes of a file, compressed. Files of batches have up to 200 MB, most of it repeated in
/// every line: the instructions in requests, and the probabilities of tokens in answers.
public final class FileContent {

  /// Compressed on its own, so that a line can be read without the rest.
  static final int BLOCK_BYTES = 131_072;

  /// A content without bytes.
  public static final FileContent EMPTY = new FileContent(List.of(), 0);

  private final List<byte[]> blocks;
  private final long size;

  private FileContent(List<byte[]> blocks, long size) {
    this.blocks = blocks;
    this.size = size;
  }

  /// The content of these bytes.
  public static FileContent of(byte[] bytes) {
    Writer writer = new Writer();
    writer.write(bytes);
    return writer.content();
  }

  /// Bytes before compression.
  public long size() {
    return size;
  }

  /// Bytes that it takes in memory, more or less.
  long bytesInMemory() {
    return blocks.stream().mapToLong(block -> block.length).sum();
  }

  public int blocks() {
    return blocks.size();
  }

  /// The bytes of a block, as they were before compression.
  ///
  /// @param number from 0
  public byte[] block(int number) {
    long left = size - (long) number * BLOCK_BYTES;
    byte[] bytes = new byte[(int) Math.min(left, BLOCK_BYTES)];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(blocks.get(number));
      int filled = 0;
      while (filled < bytes.length) {
        filled += inflater.inflate(bytes, filled, bytes.length - filled);
      }
    } catch (DataFormatException fault) {
      throw new IllegalStateException("a block was not written by this program", fault);
    } finally {
      inflater.end();
    }
    return bytes;
  }

  /// A part as text.
  ///
  /// @param end after its last byte
  public String text(long start, long end) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    for (int number = (int) (start / BLOCK_BYTES); (long) number * BLOCK_BYTES < end; number++) {
      byte[] block = block(number);
      long blockStart = (long) number * BLOCK_BYTES;
      int from = (int) Math.max(start - blockStart, 0);
      int to = (int) Math.min(end - blockStart, block.length);
      part.write(block, from, to - from);
    }
    return part.toString(StandardCharsets.UTF_8);
  }

  /// Takes the bytes of a content one part after another.
  public static final class Writer {

    private final List<byte[]> blocks = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private long size;

    public void write(byte[] bytes) {
      int at = 0;
      while (at < bytes.length) {
        int length = Math.min(bytes.length - at, BLOCK_BYTES - open.size());
        open.write(bytes, at, length);
        at += length;
        size += length;
        if (open.size() == BLOCK_BYTES) {
          close();
        }
      }
    }

    /// Bytes so far.
    public long size() {
      return size;
    }

    /// The content of what was written. Nothing may be written after it.
    public FileContent content() {
      if (open.size() > 0) {
        close();
      }
      return new FileContent(List.copyOf(blocks), size);
    }

    private void close() {
      blocks.add(compressed(open.toByteArray()));
      open.reset();
    }

    private static byte[] compressed(byte[] bytes) {
      Deflater deflater = new Deflater(Deflater.BEST_SPEED);
      try {
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        while (!deflater.finished()) {
          compressed.write(buffer, 0, deflater.deflate(buffer));
        }
        return compressed.toByteArray();
      } finally {
        deflater.end();
      }
    }
  }
}
