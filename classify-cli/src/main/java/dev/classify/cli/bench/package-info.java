/// Benchmarks of the system on this machine; the numbers in the documents come from here.
@NullMarked
package dev.classify.cli.bench;

import org.jspecify.annotations.NullMarked;
