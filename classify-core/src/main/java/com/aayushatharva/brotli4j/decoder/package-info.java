/// The decoder that Hardwood calls for Brotli.
@NullMarked
package com.aayushatharva.brotli4j.decoder;

import org.jspecify.annotations.NullMarked;
