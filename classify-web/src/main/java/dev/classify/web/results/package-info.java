/// Answers, rows without one, and exports.
@NullMarked
package dev.classify.web.results;

import org.jspecify.annotations.NullMarked;
