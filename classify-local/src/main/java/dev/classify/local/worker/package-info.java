/// A worker: one process of the service.
@NullMarked
package dev.classify.local.worker;

import org.jspecify.annotations.NullMarked;
