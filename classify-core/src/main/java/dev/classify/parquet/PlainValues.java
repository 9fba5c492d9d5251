package dev.classify.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Values one after another, as the encoding PLAIN has them: numbers with the lowest byte first,
/// texts after their length, eight bits in a byte.
final class PlainValues {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int bits;
  private int bitsFilled;

  void putInt(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      bytes.write(value >>> shift);
    }
  }

  void putLong(long value) {
    putInt((int) value);
    putInt((int) (value >>> Integer.SIZE));
  }

  void putBytes(byte[] value) {
    putInt(value.length);
    bytes.writeBytes(value);
  }

  void putBit(boolean value) {
    bits |= (value ? 1 : 0) << bitsFilled;
    bitsFilled++;
    if (bitsFilled == Byte.SIZE) {
      endByte();
    }
  }

  /// Completes a byte that holds fewer than eight bits.
  void endByte() {
    if (bitsFilled > 0) {
      bytes.write(bits);
      bits = 0;
      bitsFilled = 0;
    }
  }

  int size() {
    return bytes.size();
  }

  void writeTo(OutputStream out) throws IOException {
    bytes.writeTo(out);
  }

  void clear() {
    bytes.reset();
    bits = 0;
    bitsFilled = 0;
  }
}
