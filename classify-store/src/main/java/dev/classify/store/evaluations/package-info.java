/// Evaluations that were asked for over the HTTP API.
@NullMarked
package dev.classify.store.evaluations;

import org.jspecify.annotations.NullMarked;
