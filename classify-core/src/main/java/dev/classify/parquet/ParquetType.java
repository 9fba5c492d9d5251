package dev.classify.parquet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The type of a column, and how its values are encoded.
public enum ParquetType {
  /// UTF-8.
  TEXT(Physical.BYTE_ARRAY),
  /// JSON as text.
  JSON(Physical.BYTE_ARRAY),
  BOOLEAN(Physical.BOOLEAN),
  /// 32 bits.
  INTEGER(Physical.INT32),
  DOUBLE(Physical.DOUBLE),
  /// An [Instant], in microseconds since 1970, UTC.
  TIMESTAMP(Physical.INT64);

  /// How values lie in a file; the numbers are those of the format.
  enum Physical {
    BOOLEAN(0),
    INT32(1),
    INT64(2),
    DOUBLE(5),
    BYTE_ARRAY(6);

    private final int number;

    Physical(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  private final Physical physical;

  ParquetType(Physical physical) {
    this.physical = physical;
  }

  Physical physical() {
    return physical;
  }

  /// Adds a value in the encoding PLAIN.
  ///
  /// @throws ClassCastException if the value is of another type
  void put(Object value, PlainValues values) {
    switch (this) {
      case TEXT, JSON -> values.putBytes(((String) value).getBytes(StandardCharsets.UTF_8));
      case BOOLEAN -> values.putBit((Boolean) value);
      case INTEGER -> values.putInt((Integer) value);
      case DOUBLE -> values.putLong(Double.doubleToRawLongBits((Double) value));
      case TIMESTAMP -> values.putLong(ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value));
    }
  }
}
