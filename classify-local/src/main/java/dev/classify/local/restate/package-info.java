/// The Restate server: its binary, its settings, its process, and what is registered with it.
@NullMarked
package dev.classify.local.restate;

import org.jspecify.annotations.NullMarked;
