/// Changes of jobs as server-sent events.
@NullMarked
package dev.classify.web.events;

import org.jspecify.annotations.NullMarked;
