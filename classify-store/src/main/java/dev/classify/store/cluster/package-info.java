/// What the tables tell about workers and the database as a whole.
@NullMarked
package dev.classify.store.cluster;

import org.jspecify.annotations.NullMarked;
