/// A job as one page to look at or to send, and the same numbers as JSON.
@NullMarked
package dev.classify.cli.jobreport;

import org.jspecify.annotations.NullMarked;
