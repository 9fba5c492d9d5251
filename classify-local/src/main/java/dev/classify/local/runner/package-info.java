/// The runner of a stack: runs jobs that people start through the HTTP API.
@NullMarked
package dev.classify.local.runner;

import org.jspecify.annotations.NullMarked;
