/// What a worker measures, and the port where Prometheus reads it.
@NullMarked
package dev.classify.service.metrics;

import org.jspecify.annotations.NullMarked;
