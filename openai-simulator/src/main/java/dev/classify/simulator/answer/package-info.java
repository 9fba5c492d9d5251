/// What the simulated model says, what it costs in tokens, and how the endpoints write it.
@NullMarked
package dev.classify.simulator.answer;

import org.jspecify.annotations.NullMarked;
