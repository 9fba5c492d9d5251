/// The partition of this process: it joins a replica set, sends heartbeats, and follows each new
/// generation.
@NullMarked
package dev.classify.projector.membership;

import org.jspecify.annotations.NullMarked;
