/// Where Prometheus reads what a program measures.
@NullMarked
package dev.classify.metrics;

import org.jspecify.annotations.NullMarked;
