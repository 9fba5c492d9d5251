/// Fault injection: which faults a request gets, and what they do to its answer.
@NullMarked
package dev.classify.simulator.fault;

import org.jspecify.annotations.NullMarked;
