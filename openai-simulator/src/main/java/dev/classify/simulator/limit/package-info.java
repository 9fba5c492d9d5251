/// Rate limits: requests and tokens per minute, and their response headers.
@NullMarked
package dev.classify.simulator.limit;

import org.jspecify.annotations.NullMarked;
