/// An OpenAI-compatible server for tests, demonstrations and benchmarks. It answers from the rules.
@NullMarked
package dev.classify.simulator;

import org.jspecify.annotations.NullMarked;
