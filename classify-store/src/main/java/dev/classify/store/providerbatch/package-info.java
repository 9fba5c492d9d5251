/// Requests that a provider carries out in files, within a day: their lines, the files and how far
/// each is.
@NullMarked
package dev.classify.store.providerbatch;

import org.jspecify.annotations.NullMarked;
