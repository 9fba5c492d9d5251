/// Requests as the two endpoints take them, checked as the real ones check them.
@NullMarked
package dev.classify.simulator.request;

import org.jspecify.annotations.NullMarked;
