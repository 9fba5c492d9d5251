/// What was really sent, for tests to look at.
@NullMarked
package dev.classify.simulator.recording;

import org.jspecify.annotations.NullMarked;
