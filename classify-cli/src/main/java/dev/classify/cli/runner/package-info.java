/// Runs the jobs that people start through the HTTP API, as `classify run` does.
@NullMarked
package dev.classify.cli.runner;

import org.jspecify.annotations.NullMarked;
