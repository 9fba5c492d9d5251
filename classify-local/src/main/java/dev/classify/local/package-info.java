/// The embedded stack: Restate, PostgreSQL and a worker, or several of them with what a cluster
/// needs besides, under one supervisor, and how a command reaches it.
///
/// Start reading at [Supervisor], which lists what is started; [LocalStack] is the side that
/// commands see.
@NullMarked
package dev.classify.local;

import org.jspecify.annotations.NullMarked;
