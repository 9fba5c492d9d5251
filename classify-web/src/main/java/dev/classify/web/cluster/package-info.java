/// Workers, budgets, the database, and figures of everything.
@NullMarked
package dev.classify.web.cluster;

import org.jspecify.annotations.NullMarked;
