/// Foreign text on its way to a terminal or a log.
@NullMarked
package dev.classify.terminal;

import org.jspecify.annotations.NullMarked;
