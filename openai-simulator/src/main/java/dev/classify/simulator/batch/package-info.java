/// Batches: many requests in one file, answered within hours at half the price.
@NullMarked
package dev.classify.simulator.batch;

import org.jspecify.annotations.NullMarked;
