/// The form of the lines that programs log.
@NullMarked
package dev.classify.logs;

import org.jspecify.annotations.NullMarked;
