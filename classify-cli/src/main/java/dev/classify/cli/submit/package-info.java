/// Hands a job over to Restate, batch by batch, and waits for what becomes of it.
@NullMarked
package dev.classify.cli.submit;

import org.jspecify.annotations.NullMarked;
