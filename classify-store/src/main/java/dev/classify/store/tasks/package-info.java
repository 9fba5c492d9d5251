/// What people ask the runner to do through the HTTP API, and the files that they upload for it.
@NullMarked
package dev.classify.store.tasks;

import org.jspecify.annotations.NullMarked;
