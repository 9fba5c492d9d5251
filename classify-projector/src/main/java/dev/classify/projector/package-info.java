/// One process that turns the log of events into read models.
@NullMarked
package dev.classify.projector;

import org.jspecify.annotations.NullMarked;
