/// What projectors have made of the log.
@NullMarked
package dev.classify.web.projections;

import org.jspecify.annotations.NullMarked;
