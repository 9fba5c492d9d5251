/// How fast indicators are classified, by JMH.
@NullMarked
package dev.classify.benchmarks;

import org.jspecify.annotations.NullMarked;
