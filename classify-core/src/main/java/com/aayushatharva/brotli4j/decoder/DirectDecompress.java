package com.aayushatharva.brotli4j.decoder;

/// What was unpacked, all of it.
public final class DirectDecompress {

  private final byte[] unpacked;

  DirectDecompress(byte[] unpacked) {
    this.unpacked = unpacked;
  }

  /// Always done: a stream that ends too early is an error before.
  public DecoderJNI.Status getResultStatus() {
    return DecoderJNI.Status.DONE;
  }

  /// The bytes themselves, not a copy.
  public byte[] getDecompressedData() {
    return unpacked;
  }
}
