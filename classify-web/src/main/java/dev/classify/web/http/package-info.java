/// Requests, responses, limits and the table of routes; who calls, and what they may do.
@NullMarked
package dev.classify.web.http;

import org.jspecify.annotations.NullMarked;
