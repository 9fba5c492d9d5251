/// How batches that run at the same time ask about equal content once: one of them claims it, the
/// others wait for its answer.
@NullMarked
package dev.classify.service.claims;

import org.jspecify.annotations.NullMarked;
