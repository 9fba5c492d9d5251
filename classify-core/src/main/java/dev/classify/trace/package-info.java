/// Shows what programs do as spans of OpenTelemetry, where somebody wants that.
@NullMarked
package dev.classify.trace;

import org.jspecify.annotations.NullMarked;
