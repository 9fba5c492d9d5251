/// The budgets that workers share, one row for each account and model.
@NullMarked
package dev.classify.store.budget;

import org.jspecify.annotations.NullMarked;
