/// An OpenAI-compatible server for tests, demonstrations and benchmarks.
@NullMarked
package dev.classify.simulator;

import org.jspecify.annotations.NullMarked;
