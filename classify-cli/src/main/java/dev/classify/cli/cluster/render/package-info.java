/// The files of a cluster of containers for any size, made out of those for five nodes and workers.
@NullMarked
package dev.classify.cli.cluster.render;

import org.jspecify.annotations.NullMarked;
