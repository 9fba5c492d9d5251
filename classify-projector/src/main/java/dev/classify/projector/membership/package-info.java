/// The partition of this process: it joins a replica set, gives signs of life, and follows each new
/// generation.
@NullMarked
package dev.classify.projector.membership;

import org.jspecify.annotations.NullMarked;
