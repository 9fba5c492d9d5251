/// Checks every part of a cluster, also while a worker and a node are killed.
@NullMarked
package dev.classify.cli.cluster.verify;

import org.jspecify.annotations.NullMarked;
