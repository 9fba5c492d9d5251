/// The key pair by which workers recognise calls of Restate: the nodes sign with the private key,
/// and the workers know the public one.
@NullMarked
package dev.classify.identity;

import org.jspecify.annotations.NullMarked;
