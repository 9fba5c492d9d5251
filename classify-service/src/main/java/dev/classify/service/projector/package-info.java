/// Coordinates the projectors of a replica set.
@NullMarked
package dev.classify.service.projector;

import org.jspecify.annotations.NullMarked;
