/// The whole system, run as a user runs it, and the shape of its source tree.
@NullMarked
package dev.classify.dist;

import org.jspecify.annotations.NullMarked;
