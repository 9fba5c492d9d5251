/// The object store of a cluster: where its nodes keep their snapshots.
@NullMarked
package dev.classify.local.objectstore;

import org.jspecify.annotations.NullMarked;
