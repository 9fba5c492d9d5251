/// Parses the requests of both endpoints and validates them like the real API.
@NullMarked
package dev.classify.simulator.request;

import org.jspecify.annotations.NullMarked;
