/// Requests to models.
@NullMarked
package dev.classify.web.requests;

import org.jspecify.annotations.NullMarked;
