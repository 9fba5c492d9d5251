/// The embedded PostgreSQL: its binaries, its data folder, its process.
@NullMarked
package dev.classify.local.postgres;

import org.jspecify.annotations.NullMarked;
