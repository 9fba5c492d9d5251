/// Input rows in a database: the imported table and any other table or query.
@NullMarked
package dev.classify.store.source;

import org.jspecify.annotations.NullMarked;
