/// Which faults strike a request, and what they do to its answer.
@NullMarked
package dev.classify.simulator.fault;

import org.jspecify.annotations.NullMarked;
