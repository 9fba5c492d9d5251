/// The simulator in the place of a language model, as a part of a stack.
@NullMarked
package dev.classify.local.simulator;

import org.jspecify.annotations.NullMarked;
