/// Hands a job over to Restate batch by batch and waits for the results; also estimates, without
/// sending anything, what a run would take.
@NullMarked
package dev.classify.cli.submit;

import org.jspecify.annotations.NullMarked;
