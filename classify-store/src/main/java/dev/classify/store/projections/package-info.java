/// Projections of the log: the tables that they keep, and how far each has come.
@NullMarked
package dev.classify.store.projections;

import org.jspecify.annotations.NullMarked;
