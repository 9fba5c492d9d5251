/// Tests of the whole system, run like a user runs it, and of the conventions of the source tree.
@NullMarked
package dev.classify.dist;

import org.jspecify.annotations.NullMarked;
