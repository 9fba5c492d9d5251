package dev.classify.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Reads text of one encoding and refuses other bytes with the line on which they stand.
///
/// The readers of the JDK either replace such bytes, which changes data silently, or fail without a
/// place.
public final class TextReader extends Reader {

  /// The bytes of a line are no text of the encoding.
  public static final class WrongEncodingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String encoding;
    private final long line;

    WrongEncodingException(String encoding, long line) {
      super("not " + encoding + " in line " + line);
      this.encoding = encoding;
      this.line = line;
    }

    String encoding() {
      return encoding;
    }

    long line() {
      return line;
    }
  }

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(65_536).flip();
  private boolean ended;
  private long line = 1;
  private int waiting = -1;

  /// Reads UTF-8.
  public TextReader(InputStream in) {
    this(in, StandardCharsets.UTF_8);
  }

  public TextReader(InputStream in, Charset encoding) {
    this.in = in;
    decoder =
        encoding
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length < 2) {
      return readSingly(target, offset, length);
    }
    if (waiting >= 0) {
      target[offset] = (char) waiting;
      waiting = -1;
      return 1;
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      int count = length - chars.remaining();
      if (count > 0) {
        countLines(target, offset, count);
        return count;
      }
      if (result.isError()) {
        throw new WrongEncodingException(decoder.charset().name(), line);
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  /// A character may be two of Java's, where only one was asked for.
  private int readSingly(char[] target, int offset, int length) throws IOException {
    char[] pair = new char[2];
    int count = length == 0 ? 0 : read(pair, 0, 2);
    if (count > 0) {
      target[offset] = pair[0];
      waiting = count == 2 ? pair[1] : -1;
    }
    return Math.min(count, 1);
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      ended = true;
    } else {
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  private void countLines(char[] target, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (target[i] == '\n') {
        line++;
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
