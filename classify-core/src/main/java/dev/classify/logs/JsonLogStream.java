package dev.classify.logs;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream that takes the lines of slf4j-simple and writes each event as one line of JSON.
///
/// The logger writes an event, with the stack trace of its failure, and then flushes: what came
/// before a flush belongs together.
final class JsonLogStream {

  /// An event with more is written in parts, so that an endless one takes no more memory.
  private static final int EVENT_BYTES_MAX = 262_144;

  private JsonLogStream() {}

  /// A stream over `target`, which closing leaves open.
  static PrintStream over(PrintStream target) {
    // It must not flush at the end of each line.
    return new PrintStream(new Events(target), false, StandardCharsets.UTF_8);
  }

  private static final class Events extends FilterOutputStream {

    private final ByteArrayOutputStream event = new ByteArrayOutputStream();

    Events(PrintStream target) {
      super(target);
    }

    @Override
    public synchronized void write(int b) throws IOException {
      event.write(b);
      if (event.size() >= EVENT_BYTES_MAX && b == '\n') {
        writeEvents();
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }

    private void writeEvents() throws IOException {
      String text = event.toString(StandardCharsets.UTF_8);
      event.reset();
      for (LogEvent each : LogEvent.read(text)) {
        out.write((each.json() + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }

    @Override
    public synchronized void flush() throws IOException {
      writeEvents();
      out.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
