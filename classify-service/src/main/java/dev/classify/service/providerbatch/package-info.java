/// Sends requests in files that a provider carries out within a day, for half the price.
///
/// A batch of rows files its requests as lines in the database and waits for the replies. Workers
/// put lines into files, and bring each file from state to state: every state is in the
/// database, so that any worker continues what another one has left.
@NullMarked
package dev.classify.service.providerbatch;

import org.jspecify.annotations.NullMarked;
