package com.aayushatharva.brotli4j;

/// Loads native code in Brotli4j. Here there is none.
public final class Brotli4jLoader {

  private Brotli4jLoader() {}

  /// Does nothing: a decoder in Java is always available.
  public static void ensureAvailability() {}
}
