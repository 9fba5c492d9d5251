/// Answers compared with labels.
@NullMarked
package dev.classify.web.evaluations;

import org.jspecify.annotations.NullMarked;
