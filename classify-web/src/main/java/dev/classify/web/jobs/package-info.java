/// Jobs: how far they are, what they cost, and how people stop them.
@NullMarked
package dev.classify.web.jobs;

import org.jspecify.annotations.NullMarked;
