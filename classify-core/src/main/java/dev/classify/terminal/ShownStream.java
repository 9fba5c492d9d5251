package dev.classify.terminal;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream of UTF-8 text to a terminal or a log, in which every line passes [ShownText#lines].
///
/// Standing at the end of the way, it covers what no caller thinks of, such as the message of an
/// exception in a stack trace.
public final class ShownStream {

  /// A longer line is written in parts, so that an endless one takes no more memory.
  private static final int LINE_BYTES_MAX = 65_536;

  private ShownStream() {}

  /// A stream that cleans each line and hands it to `target`, which closing leaves open.
  public static PrintStream over(PrintStream target) {
    return new PrintStream(new Lines(target), true, StandardCharsets.UTF_8);
  }

  private static final class Lines extends FilterOutputStream {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(OutputStream target) {
      super(target);
    }

    @Override
    public synchronized void write(int b) throws IOException {
      line.write(b);
      if (b == '\n' || (line.size() >= LINE_BYTES_MAX && b >= 0)) {
        writeLine();
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }

    private void writeLine() throws IOException {
      String shown = ShownText.lines(line.toString(StandardCharsets.UTF_8));
      line.reset();
      out.write(shown.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void flush() throws IOException {
      if (line.size() > 0) {
        writeLine();
      }
      out.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
