/// All SQL: what is written to and read from PostgreSQL.
@NullMarked
package dev.classify.store;

import org.jspecify.annotations.NullMarked;
