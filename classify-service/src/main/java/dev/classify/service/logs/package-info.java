/// The form of the lines that a worker logs.
@NullMarked
package dev.classify.service.logs;

import org.jspecify.annotations.NullMarked;
