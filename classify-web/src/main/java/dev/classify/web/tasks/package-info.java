/// What people ask the runner to do: files that they upload, jobs that they start.
@NullMarked
package dev.classify.web.tasks;

import org.jspecify.annotations.NullMarked;
