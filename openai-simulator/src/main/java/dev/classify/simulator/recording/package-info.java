/// The record of every request that arrived, for tests to examine.
@NullMarked
package dev.classify.simulator.recording;

import org.jspecify.annotations.NullMarked;
