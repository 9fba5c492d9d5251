/// The pool, the migrations, and below them all SQL of the system, a package for each family of
/// tables.
@NullMarked
package dev.classify.store;

import org.jspecify.annotations.NullMarked;
