/// Uploaded files, and the files that batches write.
@NullMarked
package dev.classify.simulator.files;

import org.jspecify.annotations.NullMarked;
