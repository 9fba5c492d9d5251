/// Fills the tables with generated rows, for benchmarks and tests of a size that no test could
/// classify.
@NullMarked
package dev.classify.store.generated;

import org.jspecify.annotations.NullMarked;
