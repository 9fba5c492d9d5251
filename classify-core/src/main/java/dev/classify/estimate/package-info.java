/// What requests to language models are going to take, told before any is sent.
@NullMarked
package dev.classify.estimate;

import org.jspecify.annotations.NullMarked;
