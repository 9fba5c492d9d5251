package dev.classify.local.restate;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The first entry of a journal, as Restate stores it: the request of the invocation.
///
/// It is the message `InputCommandMessage` of Restate's service protocol. Of it and of the message
/// `Value` inside it, every field is of protobuf's wire type 2: a length, and so many bytes.
final class InputEntry {

  private static final int BYTES = 2;
  private static final int VALUE = 14;
  private static final int CONTENT = 1;

  private InputEntry() {}

  /// The body of the request.
  ///
  /// @throws IllegalArgumentException if the entry is of another form
  static String body(byte[] entry) {
    return new String(field(field(entry, VALUE), CONTENT), StandardCharsets.UTF_8);
  }

  /// The bytes of a field; none where it is missing.
  private static byte[] field(byte[] message, int wanted) {
    ByteBuffer in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      int tag = number(in);
      int length = (tag & 7) == BYTES ? number(in) : -1;
      if (length < 0 || length > in.remaining()) {
        throw new IllegalArgumentException("no input entry: tag=" + tag + " length=" + length);
      }
      byte[] value = new byte[length];
      in.get(value);
      if (tag >>> 3 == wanted) {
        return value;
      }
    }
    return new byte[0];
  }

  /// Seven bits in each byte, the lowest first; the highest bit says that another byte follows.
  private static int number(ByteBuffer in) {
    int number = 0;
    for (int shift = 0; shift < Integer.SIZE && in.hasRemaining(); shift += 7) {
      byte next = in.get();
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("no input entry: a number does not end");
  }
}
