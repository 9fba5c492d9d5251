/// What Hardwood calls for Brotli, in the place of Brotli4j: that library brings native code for
/// each machine in a jar of its own, and would unpack it into the temporary folder. Here the Java
/// decoder of Brotli's authors does the work.
@NullMarked
package com.aayushatharva.brotli4j;

import org.jspecify.annotations.NullMarked;
