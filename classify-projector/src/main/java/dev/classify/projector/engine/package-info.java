/// Reads the log in batches, and keeps read models and their place in the log in one transaction.
@NullMarked
package dev.classify.projector.engine;

import org.jspecify.annotations.NullMarked;
