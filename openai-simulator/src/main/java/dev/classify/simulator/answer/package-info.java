/// The simulated model: its answers, their cost in tokens, and their form at each endpoint.
@NullMarked
package dev.classify.simulator.answer;

import org.jspecify.annotations.NullMarked;
