/// HTTP requests to the parts of a stack or cluster.
@NullMarked
package dev.classify.local.http;

import org.jspecify.annotations.NullMarked;
