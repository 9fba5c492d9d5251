/// Whether a cluster works, looked at from all sides, and tried by taking parts of it away.
@NullMarked
package dev.classify.cli.cluster.verify;

import org.jspecify.annotations.NullMarked;
