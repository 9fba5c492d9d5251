/// The Restate handlers: from a batch on the wire to its stored outcomes.
@NullMarked
package dev.classify.service.batch;

import org.jspecify.annotations.NullMarked;
