/// Estimates of requests, tokens, cost and time, made before anything is sent.
@NullMarked
package dev.classify.estimate;

import org.jspecify.annotations.NullMarked;
