/// What people decide about answers: the queue, their decisions, and the examples learned from
/// them.
@NullMarked
package dev.classify.store.review;

import org.jspecify.annotations.NullMarked;
