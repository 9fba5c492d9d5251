package com.aayushatharva.brotli4j.decoder;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.brotli.dec.BrotliInputStream;

/// Unpacks Brotli.
public final class Decoder {

  /// A page of Parquet has about a megabyte. A small hostile one can unpack to any size.
  private static final int BYTES_MAX = 256 << 20;

  private Decoder() {}

  /// Unpacks a whole page.
  ///
  /// @throws IOException if it is damaged, or unpacks to more than 256 MB
  public static DirectDecompress decompress(byte[] packed) throws IOException {
    try (BrotliInputStream unpacked = new BrotliInputStream(new ByteArrayInputStream(packed))) {
      byte[] page = unpacked.readNBytes(BYTES_MAX);
      if (page.length == BYTES_MAX) {
        throw new IOException("a page unpacks to more than " + BYTES_MAX + " bytes");
      }
      return new DirectDecompress(page);
    }
  }
}
