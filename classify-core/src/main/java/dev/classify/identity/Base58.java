package dev.classify.identity;

import java.math.BigInteger;
import java.util.Optional;

/// The notation in which Restate writes keys: digits and letters without those that look alike.
final class Base58 {

  private static final String DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  private Base58() {}

  /// Each zero byte at the beginning is written as `1`, the digit of zero.
  static String write(byte[] bytes) {
    StringBuilder reversed = new StringBuilder();
    BigInteger rest = new BigInteger(1, bytes);
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      reversed.append(DIGITS.charAt(parts[1].intValue()));
      rest = parts[0];
    }
    for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
      reversed.append(DIGITS.charAt(0));
    }
    return reversed.reverse().toString();
  }

  /// Reads a number of so many bytes; empty if the text is not one.
  static Optional<byte[]> read(String text, int bytes) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      int digit = DIGITS.indexOf(text.charAt(i));
      if (digit < 0) {
        return Optional.empty();
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    if (number.bitLength() > bytes * Byte.SIZE) {
      return Optional.empty();
    }
    byte[] read = new byte[bytes];
    byte[] digits = number.toByteArray();
    // A positive number may begin with a byte of zeros that only holds its sign.
    int length = Math.min(digits.length, bytes);
    System.arraycopy(digits, digits.length - length, read, bytes - length, length);
    return write(read).equals(text) ? Optional.of(read) : Optional.empty();
  }
}
