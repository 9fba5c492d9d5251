package com.aayushatharva.brotli4j.decoder;

/// Holds the outcome of unpacking, as Brotli4j does.
public final class DecoderJNI {

  private DecoderJNI() {}

  /// How far a stream was unpacked.
  public enum Status {
    DONE
  }
}
