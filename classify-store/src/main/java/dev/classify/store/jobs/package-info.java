/// The jobs: how they are opened, how far they are, what they cost, and the trial jobs of `verify`
/// and `evaluate`.
@NullMarked
package dev.classify.store.jobs;

import org.jspecify.annotations.NullMarked;
