/// A projector of the embedded stack.
@NullMarked
package dev.classify.local.projector;

import org.jspecify.annotations.NullMarked;
