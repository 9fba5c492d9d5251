package dev.classify.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// Writes the compact form of Thrift, in which headers and the footer of a file are. Fields of a
/// struct are written in the order of their numbers.
final class ThriftWriter {

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;

  private static final int SHORT_LIST_MAX = 14;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// The number of the last field of each open struct.
  private final Deque<Integer> last = new ArrayDeque<>();

  /// Begins the outermost struct, or one that is an element of a list.
  ThriftWriter begin() {
    last.push(0);
    return this;
  }

  ThriftWriter beginStruct(int field) {
    header(field, STRUCT);
    return begin();
  }

  ThriftWriter end() {
    last.pop();
    bytes.write(0);
    return this;
  }

  ThriftWriter i32(int field, int value) {
    header(field, I32);
    varint(zigzag(value));
    return this;
  }

  ThriftWriter i64(int field, long value) {
    header(field, I64);
    varint(zigzag(value));
    return this;
  }

  ThriftWriter flag(int field, boolean value) {
    header(field, value ? TRUE : FALSE);
    return this;
  }

  ThriftWriter text(int field, String value) {
    header(field, BINARY);
    element(value);
    return this;
  }

  /// Begins a list of structs; each follows between [#begin] and [#end].
  ThriftWriter structs(int field, int size) {
    list(field, STRUCT, size);
    return this;
  }

  ThriftWriter numbers(int field, int... values) {
    list(field, I32, values.length);
    for (int value : values) {
      varint(zigzag(value));
    }
    return this;
  }

  ThriftWriter texts(int field, String value) {
    list(field, BINARY, 1);
    element(value);
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  private void header(int field, int type) {
    int before = last.pop();
    last.push(field);
    int step = field - before;
    if (step < 1 || step > 15) {
      throw new IllegalArgumentException("field %d after %d".formatted(field, before));
    }
    bytes.write((step << 4) | type);
  }

  private void list(int field, int type, int size) {
    header(field, LIST);
    if (size <= SHORT_LIST_MAX) {
      bytes.write((size << 4) | type);
    } else {
      bytes.write(0xF0 | type);
      varint(size);
    }
  }

  private void element(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    varint(utf8.length);
    bytes.writeBytes(utf8);
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    bytes.write((int) rest);
  }
}
