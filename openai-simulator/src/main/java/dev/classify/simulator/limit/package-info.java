/// Requests and tokens per minute, and what their headers say.
@NullMarked
package dev.classify.simulator.limit;

import org.jspecify.annotations.NullMarked;
